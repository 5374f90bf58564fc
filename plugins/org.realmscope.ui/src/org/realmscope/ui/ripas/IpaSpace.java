package org.realmscope.ui.ripas;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.MachineSummary.RealmInfo;
import org.realmscope.protocol.RipasMapResponse;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.LaneBuilder;
import org.realmscope.ui.map.MapArea;
import org.realmscope.ui.map.MapLane;
import org.realmscope.ui.map.MapSource;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;

/** The IPA space of a realm of a state. */
final class IpaSpace implements MapSource<IpaRow> {
    private static final int BATCH = 4000;
    private static final int MAPPING_LANE = 3;

    private final RealmState state;
    private final RealmInfo realm;

    IpaSpace(RealmState state, RealmInfo realm) {
        this.state = state;
        this.realm = realm;
    }

    @Override
    public String name() {
        return realm.name();
    }

    @Override
    public @Nullable AddressRange all() {
        return new AddressRange(0, 1L << realm.ipaWidth());
    }

    @Override
    public long split() {
        return 1L << realm.ipaWidth() - 1;
    }

    @Override
    public CompletableFuture<Batch<IpaRow>> ranges(@Nullable String base, @Nullable String end) {
        IpaRangeArguments arguments = new IpaRangeArguments(realm.name(), base, end, state.momentId(), BATCH);
        return Requests.map(
                state.server().rttMap(arguments),
                answer -> new Batch<>(
                        answer.runs().stream()
                                .map(run -> IpaRow.of(run, split()))
                                .toList(),
                        answer.next()));
    }

    @Override
    public CompletableFuture<List<MapLane>> givenLanes() {
        IpaRangeArguments scenario = new IpaRangeArguments(realm.name(), null, null, state.momentId(), 1);
        return Requests.map(state.server().ripasMap(scenario), given -> {
            List<MapArea> slots = given.memslots().stream()
                    .map(IpaSpace::slot)
                    .sorted(Comparator.comparingLong(area -> area.range().base()))
                    .toList();
            List<MapArea> contents = given.populated().stream()
                    .map(of ->
                            new MapArea(AddressRange.of(of.base(), of.end()), Swatches.populated(), "initial content"))
                    .toList();
            return List.of(new MapLane("Slots", slots), new MapLane("Content", contents));
        });
    }

    private static MapArea slot(RipasMapResponse.Memslot slot) {
        String text = "slot " + slot.number() + " " + slot.name() + " (" + slot.backing()
                + (slot.readOnly() ? ", read-only)" : ")");
        return new MapArea(AddressRange.of(slot.base(), slot.end()), Swatches.memslot(), text);
    }

    @Override
    public List<LaneBuilder<IpaRow>> lanes() {
        return List.of(
                new LaneBuilder<>("RIPAS", IpaRow::ripas, row -> Swatches.ripas(row.ripas())),
                new LaneBuilder<>("Mapping", IpaRow::mapping, row -> Swatches.hipas(row.state())));
    }

    @Override
    public int overall() {
        return MAPPING_LANE;
    }

    @Override
    public boolean isInUse(IpaRow row) {
        return !row.isEmpty();
    }

    @Override
    public boolean isShownAtFirst(IpaRow row) {
        return row.isProtected() && !row.isEmpty();
    }

    @Override
    public boolean passes(IpaRow row, FilterWords filter) {
        String ripas = row.ripas();
        String half = row.isProtected() ? "protected" : "unprotected";
        return filter.wordsMatch(ripas == null ? List.of(row.state(), half) : List.of(row.state(), ripas, half));
    }
}
