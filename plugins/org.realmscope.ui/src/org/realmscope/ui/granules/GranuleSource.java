package org.realmscope.ui.granules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.GranulesArguments;
import org.realmscope.protocol.GranulesResponse.GranuleRun;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.MapArea;
import org.realmscope.ui.map.MapLane;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.paint.PaletteColor;
import org.realmscope.ui.paint.Pattern;
import org.realmscope.ui.paint.Swatch;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** The granules of a state, read in parts of a bounded size. */
final class GranuleSource implements TreeSource<GranuleRow> {
    private static final int PAGE = 4000;
    private static final List<Pattern> OWNERS =
            List.of(Pattern.RISING, Pattern.FALLING, Pattern.UPRIGHT, Pattern.LEVEL, Pattern.CROSSED, Pattern.DOTTED);
    private static final Set<String> SETTINGS = Set.of("owner", "space", "state");

    private final RealmState state;
    private final FilterWords filter;
    private final Map<String, String> owners;

    GranuleSource(RealmState state, MachineSummary machine, FilterWords filter) {
        this.state = state;
        this.filter = filter;
        this.owners = machine.realms().stream()
                .collect(Collectors.toMap(MachineSummary.RealmInfo::rd, MachineSummary.RealmInfo::name));
    }

    /** What the map shows. */
    record Content(AddressRange all, List<MapLane> lanes, AddressRange inUse, boolean whole) {
    }

    /**
     * Refuses what cannot be asked for.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static void check(FilterWords words) {
        for (String setting : words.settings().keySet()) {
            if (!SETTINGS.contains(setting)) {
                throw new IllegalArgumentException("There is no " + setting
                        + "= here; owner=, space= and state= can be asked for.");
            }
        }
    }

    @Override
    public CompletableFuture<Batch<GranuleRow>> children(@Nullable GranuleRow parent, @Nullable Object from) {
        AddressRange range = filter.range();
        String base = from instanceof String next ? next : range == null ? null : range.baseText();
        return Requests.map(page(base, range == null ? null : range.endText()), batch -> new Batch<>(
                batch.rows().stream().filter(this::isAskedFor).toList(), batch.next()));
    }

    private CompletableFuture<Batch<GranuleRow>> page(@Nullable String base, @Nullable String end) {
        GranulesArguments arguments = new GranulesArguments(base, end, state.momentId(), PAGE);
        return Requests.map(state.server().granules(arguments), answer -> new Batch<>(
                answer.runs().stream().map(run -> GranuleRow.of(run, owner(run))).toList(), answer.next()));
    }

    private @Nullable String owner(GranuleRun run) {
        String rd = run.owner();
        return rd == null ? null : owners.getOrDefault(rd, "RD " + rd);
    }

    private boolean isAskedFor(GranuleRow row) {
        String owner = row.ownerText();
        String granule = row.stateText();
        return filter.wordsMatch(List.of(owner, granule, row.space(), row.spaceName()))
                && is("owner", owner) && is("state", granule) && is("space", row.space());
    }

    private boolean is(String setting, String value) {
        String wanted = filter.settings().get(setting);
        return wanted == null || wanted.equalsIgnoreCase(value);
    }

    /** The lanes of a range, or of all memory. */
    CompletableFuture<Content> read(@Nullable AddressRange range) {
        String base = range == null ? null : range.baseText();
        String end = range == null ? null : range.endText();
        return Requests.map(page(base, end), batch -> {
            List<GranuleRow> rows = batch.rows();
            AddressRange all = rows.stream().map(GranuleRow::range).reduce(AddressRange::union)
                    .orElse(new AddressRange(0, 0x1000));
            AddressRange used = rows.stream()
                    .filter(row -> row.state() != null && !"UNDELEGATED".equals(row.state()))
                    .map(GranuleRow::range).reduce(AddressRange::union).orElse(all);
            return new Content(all, lanes(rows), used, batch.next() == null);
        });
    }

    private List<MapLane> lanes(List<GranuleRow> rows) {
        return List.of(
                new MapLane("State", areas(rows, GranuleRow::state, row -> Swatches.granule(row.state()))),
                new MapLane("Address space", areas(rows, GranuleRow::spaceName, row -> Swatches.space(row.space()))),
                new MapLane("Owner", areas(rows, GranuleRow::owner, row -> ownerSwatch(row.owner()))));
    }

    private Swatch ownerSwatch(@Nullable String owner) {
        int index = owner == null ? 0 : List.copyOf(owners.values()).indexOf(owner);
        return new Swatch(PaletteColor.AREA_ACTOR, OWNERS.get(Math.floorMod(index, OWNERS.size())));
    }

    private static List<MapArea> areas(List<GranuleRow> rows, Function<GranuleRow, @Nullable String> text,
            Function<GranuleRow, Swatch> swatch) {
        List<MapArea> areas = new ArrayList<>();
        for (GranuleRow row : rows) {
            String label = text.apply(row);
            MapArea last = areas.isEmpty() ? null : areas.get(areas.size() - 1);
            if (label == null || label.equals("UNDELEGATED")) {
                continue;
            }
            if (last != null && last.text().equals(label) && last.range().end() == row.range().base()) {
                areas.set(areas.size() - 1, new MapArea(last.range().union(row.range()), last.swatch(), label));
            } else {
                areas.add(new MapArea(row.range(), swatch.apply(row), label));
            }
        }
        return areas;
    }

    @Override
    public boolean isBranch(GranuleRow row) {
        return false;
    }

    @Override
    public Object key(GranuleRow row) {
        return Long.valueOf(row.range().base());
    }
}
