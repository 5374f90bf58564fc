package org.realmscope.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.rows.Batch;

/**
 * Reads a range of an address space for a map, batch after batch. Of more ranges than one batch has, those that would
 * share a pixel of the largest of screens become one; what is beyond the last batch is said not to have been read.
 */
final class MapReading<T extends Ranged> {
    private static final int MOST_BATCHES = 16;
    private static final int GRAINS = 4096;
    private static final long PAGE = 0x1000;

    private final MapSource<T> source;
    private final @Nullable AddressRange wanted;
    private final FirstBatch<T> first;
    private final List<LaneBuilder<T>> lanes;
    private final CompletableFuture<MapContent> content = new CompletableFuture<>();
    private List<MapLane> given = List.of();
    private @Nullable AddressRange read;
    private @Nullable AddressRange inUse;
    private long grain = 1;
    private int batches;

    private MapReading(MapSource<T> source, @Nullable AddressRange wanted, FirstBatch<T> first) {
        this.source = source;
        this.first = first;
        this.wanted = wanted;
        this.lanes = source.lanes();
    }

    /**
     * Reads a range.
     *
     * @param wanted null for the whole space
     * @param first  of the whole space
     * @return gives up everything when it is cancelled
     */
    static <T extends Ranged> CompletableFuture<MapContent> read(
            MapSource<T> source, @Nullable AddressRange wanted, FirstBatch<T> first) {
        MapReading<T> reading = new MapReading<>(source, wanted, first);
        reading.follow(source.givenLanes(), lanes -> {
            reading.given = lanes;
            reading.next(wanted == null ? null : wanted.baseText());
        });
        return reading.content;
    }

    private void next(@Nullable String base) {
        follow(base == null ? first.read() : source.ranges(base, wanted == null ? null : wanted.endText()), this::take);
    }

    private void take(Batch<T> batch) {
        batch.rows().forEach(this::add);
        batches++;
        if (batch.next() instanceof String next && batches < MOST_BATCHES) {
            if (batches == 1) {
                coarsen(next);
            }
            next(next);
        } else {
            String rest = batch.next() instanceof String next ? next : null;
            content.complete(content(batches == 1 && rest == null, rest));
        }
    }

    private void add(T range) {
        AddressRange here = range.range();
        AddressRange before = read;
        read = before == null ? here : before.union(here);
        if (source.isShownAtFirst(range)) {
            AddressRange used = inUse;
            inUse = used == null ? here : used.union(here);
        }
        lanes.forEach(lane -> lane.add(range, grain));
    }

    /** From here on, areas that are too small for a screen become one. */
    private void coarsen(String next) {
        AddressRange all = wanted == null ? source.all() : wanted;
        long base = read == null ? 0 : read.base();
        long length = all == null ? 4 * (AddressRange.parse(next) - base) : all.length();
        grain = Math.max(PAGE, Long.highestOneBit(Math.max(1, length / GRAINS)));
    }

    private MapContent content(boolean whole, @Nullable String rest) {
        AddressRange all = or(source.all(), or(read, new AddressRange(0, PAGE)));
        AddressRange unread = unread(rest, or(wanted, all));
        List<MapLane> shown = new ArrayList<>(given);
        lanes.forEach(lane -> shown.add(lane.lane(unread)));
        return new MapContent(all, shown, or(inUse, all), whole);
    }

    private static AddressRange or(@Nullable AddressRange known, AddressRange otherwise) {
        return known == null ? otherwise : known;
    }

    private static @Nullable AddressRange unread(@Nullable String from, AddressRange all) {
        long base = from == null ? all.end() : AddressRange.parse(from);
        return base < all.end() ? new AddressRange(base, all.end()) : null;
    }

    private <A> void follow(CompletableFuture<A> request, Consumer<A> taker) {
        content.whenComplete((done, failure) -> {
            if (content.isCancelled()) {
                request.cancel(true);
            }
        });
        request.whenComplete((answer, failure) -> {
            if (failure != null) {
                content.completeExceptionally(failure);
            } else if (!content.isDone()) {
                taker.accept(answer);
            }
        });
    }
}
