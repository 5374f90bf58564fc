package org.realmscope.ui.granules;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.GranulesArguments;
import org.realmscope.protocol.GranulesResponse.GranuleRun;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.LaneBuilder;
import org.realmscope.ui.map.MapSource;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.paint.PaletteColor;
import org.realmscope.ui.paint.Pattern;
import org.realmscope.ui.paint.Swatch;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;

/** The physical memory of a state. */
final class GranuleSource implements MapSource<GranuleRow> {
    private static final int BATCH = 4000;
    private static final List<Pattern> OWNERS =
            List.of(Pattern.RISING, Pattern.FALLING, Pattern.UPRIGHT, Pattern.LEVEL, Pattern.CROSSED, Pattern.DOTTED);

    private final RealmState state;
    private final Map<String, String> owners;
    private final List<String> names;

    GranuleSource(RealmState state, MachineSummary machine) {
        this.state = state;
        this.owners = machine.realms().stream()
                .collect(Collectors.toMap(MachineSummary.RealmInfo::rd, MachineSummary.RealmInfo::name));
        this.names =
                machine.realms().stream().map(MachineSummary.RealmInfo::name).toList();
    }

    @Override
    public String name() {
        return "physical memory";
    }

    @Override
    public @Nullable AddressRange all() {
        return null;
    }

    @Override
    public long split() {
        return -1;
    }

    @Override
    public CompletableFuture<Batch<GranuleRow>> ranges(@Nullable String base, @Nullable String end) {
        GranulesArguments arguments = new GranulesArguments(base, end, state.momentId(), BATCH);
        return Requests.map(
                state.server().granules(arguments),
                answer -> new Batch<>(
                        answer.runs().stream()
                                .map(run -> GranuleRow.of(run, owner(run)))
                                .toList(),
                        answer.next()));
    }

    private @Nullable String owner(GranuleRun run) {
        String rd = run.owner();
        return rd == null ? null : owners.getOrDefault(rd, "RD " + rd);
    }

    @Override
    public List<LaneBuilder<GranuleRow>> lanes() {
        return List.of(
                new LaneBuilder<>(
                        "State", row -> isInUse(row) ? row.state() : null, row -> Swatches.granule(row.state())),
                new LaneBuilder<>("Address space", GranuleRow::spaceName, row -> Swatches.space(row.space())),
                new LaneBuilder<>("Owner", GranuleRow::owner, row -> ownerSwatch(row.owner())));
    }

    private Swatch ownerSwatch(@Nullable String owner) {
        int index = owner == null ? 0 : names.indexOf(owner);
        return new Swatch(PaletteColor.AREA_ACTOR, OWNERS.get(Math.floorMod(index, OWNERS.size())));
    }

    @Override
    public int overall() {
        return 0;
    }

    @Override
    public boolean isInUse(GranuleRow row) {
        return row.state() != null && !"UNDELEGATED".equals(row.state());
    }

    @Override
    public boolean passes(GranuleRow row, FilterWords filter) {
        String owner = row.ownerText();
        String granule = row.stateText();
        return filter.wordsMatch(List.of(owner, granule, row.space(), row.spaceName()))
                && filter.settingMatches("owner", owner)
                && filter.settingMatches("state", granule)
                && filter.settingMatches("space", row.space());
    }
}
