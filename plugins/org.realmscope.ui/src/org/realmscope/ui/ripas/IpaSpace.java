package org.realmscope.ui.ripas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.MachineSummary.RealmInfo;
import org.realmscope.protocol.RipasMapResponse;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.MapArea;
import org.realmscope.ui.map.MapLane;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.paint.Swatch;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** The IPA space of a realm, read in parts of a bounded size. */
final class IpaSpace {
    /** Runs that are read at once; the map shows so many, the table goes on where they end. */
    static final int PAGE = 4000;

    private final RealmState state;
    private final RealmInfo realm;

    IpaSpace(RealmState state, RealmInfo realm) {
        this.state = state;
        this.realm = realm;
    }

    /** What the map shows. */
    record Content(List<MapLane> lanes, AddressRange inUse, boolean whole) {
        /** The lane that sums up a space. */
        MapLane overall() {
            return lanes.get(lanes.size() - 1);
        }
    }

    RealmInfo realm() {
        return realm;
    }

    AddressRange all() {
        return new AddressRange(0, 1L << realm.ipaWidth());
    }

    /** The first Unprotected IPA. */
    long split() {
        return 1L << realm.ipaWidth() - 1;
    }

    /** The lanes of a range. */
    CompletableFuture<Content> read(AddressRange range) {
        IpaRangeArguments scenario = new IpaRangeArguments(realm.name(), null, null, state.momentId(), 1);
        return Requests.then(state.server().ripasMap(scenario), given -> Requests.map(
                page(range.baseText(), range.endText()), batch -> content(range, given, batch)));
    }

    private static Content content(AddressRange range, RipasMapResponse given, Batch<IpaRow> batch) {
        List<IpaRow> rows = batch.rows();
        AddressRange used = rows.stream().filter(row -> !row.isEmpty() && row.isProtected()).map(IpaRow::range)
                .reduce(AddressRange::union).orElse(range);
        List<MapArea> slots = given.memslots().stream().map(IpaSpace::slot)
                .sorted(Comparator.comparingLong(area -> area.range().base())).toList();
        List<MapArea> contents = given.populated().stream().map(of -> new MapArea(
                AddressRange.of(of.base(), of.end()), Swatches.populated(), "initial content")).toList();
        List<MapLane> lanes = List.of(new MapLane("Slots", slots), new MapLane("Content", contents),
                new MapLane("RIPAS", areas(rows, IpaRow::ripas, row -> Swatches.ripas(row.ripas()))),
                new MapLane("Mapping", areas(rows, IpaSpace::mappingText, row -> Swatches.hipas(row.state()))));
        return new Content(lanes, used, batch.next() == null);
    }

    private static MapArea slot(RipasMapResponse.Memslot slot) {
        String text = "slot " + slot.number() + " " + slot.name() + " (" + slot.backing()
                + (slot.readOnly() ? ", read-only)" : ")");
        return new MapArea(AddressRange.of(slot.base(), slot.end()), Swatches.memslot(), text);
    }

    private static @Nullable String mappingText(IpaRow row) {
        if (!row.isAssigned()) {
            return null;
        }
        return row.state() + " " + row.mappedBy();
    }

    private static List<MapArea> areas(List<IpaRow> rows, Function<IpaRow, @Nullable String> text,
            Function<IpaRow, @Nullable Swatch> swatch) {
        List<MapArea> areas = new ArrayList<>();
        for (IpaRow row : rows) {
            String label = text.apply(row);
            Swatch look = swatch.apply(row);
            MapArea last = areas.isEmpty() ? null : areas.get(areas.size() - 1);
            if (label == null || look == null) {
                continue;
            }
            if (last != null && last.text().equals(label) && last.range().end() == row.range().base()) {
                areas.set(areas.size() - 1, new MapArea(last.range().union(row.range()), look, label));
            } else {
                areas.add(new MapArea(row.range(), look, label));
            }
        }
        return areas;
    }

    private CompletableFuture<Batch<IpaRow>> page(@Nullable String base, @Nullable String end) {
        IpaRangeArguments arguments = new IpaRangeArguments(realm.name(), base, end, state.momentId(), PAGE);
        return Requests.map(state.server().rttMap(arguments), answer -> new Batch<>(
                answer.runs().stream().map(run -> IpaRow.of(run, split())).toList(), answer.next()));
    }

    /** The rows of the table. */
    TreeSource<IpaRow> rows(FilterWords filter) {
        return new Rows(filter);
    }

    private final class Rows implements TreeSource<IpaRow> {
        private final FilterWords filter;

        Rows(FilterWords filter) {
            this.filter = filter;
        }

        @Override
        public CompletableFuture<Batch<IpaRow>> children(@Nullable IpaRow parent, @Nullable Object from) {
            AddressRange range = filter.range();
            String base = from instanceof String next ? next : range == null ? null : range.baseText();
            return Requests.map(page(base, range == null ? null : range.endText()), batch -> new Batch<>(
                    batch.rows().stream().filter(this::isAskedFor).toList(), batch.next()));
        }

        private boolean isAskedFor(IpaRow row) {
            String ripas = row.ripas();
            String half = row.isProtected() ? "protected" : "unprotected";
            return filter.wordsMatch(ripas == null ? List.of(row.state(), half) : List.of(row.state(), ripas, half));
        }

        @Override
        public boolean isBranch(IpaRow row) {
            return false;
        }

        @Override
        public Object key(IpaRow row) {
            return Long.valueOf(row.range().base());
        }
    }
}
