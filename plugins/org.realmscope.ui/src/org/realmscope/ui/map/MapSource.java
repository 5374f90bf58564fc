package org.realmscope.ui.map;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.rows.Batch;

/**
 * An address space as ranges of which the same is true, read in parts of a bounded size.
 *
 * @param <T> such a range
 */
public interface MapSource<T extends Ranged> {
    /** Names the space: what is shown of another one has nothing to do with it. */
    String name();

    /** All addresses; null if they are what there are ranges of. */
    @Nullable
    AddressRange all();

    /** Where the second half of the space begins, -1 if it has no halves. */
    long split();

    /**
     * The next ranges in the order of their addresses.
     *
     * @param base where they begin; null for the beginning of the space
     * @param end  the first address behind them; null for the end of the space
     * @return whose {@link Batch#next} is the base of the following ones
     */
    CompletableFuture<Batch<T>> ranges(@Nullable String base, @Nullable String end);

    /** Lanes that do not come from ranges and stand above the others. */
    default CompletableFuture<List<MapLane>> givenLanes() {
        return CompletableFuture.completedFuture(List.of());
    }

    /** Lanes that come from ranges, without areas. */
    List<LaneBuilder<T>> lanes();

    /** Which of all lanes sums up the space. */
    int overall();

    /** Whether a range is used for something. */
    boolean isInUse(T range);

    /** Whether a map begins with a range, and others of that kind. */
    default boolean isShownAtFirst(T range) {
        return isInUse(range);
    }

    /** Whether a filter lets a range pass, apart from the addresses it asks for. */
    boolean passes(T range, FilterWords filter);
}
