package org.realmscope.ui.granules;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.map.Legend;
import org.realmscope.ui.map.MapView;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;
import org.realmscope.ui.view.Watches;

/** Physical memory by state, physical address space and owner. */
public final class GranuleView extends MapView<GranuleRow> {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.granules";

    private static final List<Legend.Entry> LEGEND = List.of(
            new Legend.Entry("DELEGATED", Swatches.granule("DELEGATED")),
            new Legend.Entry("RD", Swatches.granule("RD")),
            new Legend.Entry("REC", Swatches.granule("REC")),
            new Legend.Entry("REC_AUX", Swatches.granule("REC_AUX")),
            new Legend.Entry("RTT", Swatches.granule("RTT")),
            new Legend.Entry("DATA", Swatches.granule("DATA")),
            new Legend.Entry("Non-secure", Swatches.space("ns")),
            new Legend.Entry("Realm", Swatches.space("realm")),
            new Legend.Entry("Root", Swatches.space("root")));

    private final ViewLinks links = new ViewLinks(this);

    public GranuleView() {
        super("Physical memory", "Granules", LEGEND);
    }

    @Override
    protected String purpose() {
        return "to see the granules of physical memory";
    }

    @Override
    protected List<GridColumn<GranuleRow>> columns() {
        return GranuleColumn.all();
    }

    @Override
    protected String filterExample() {
        return "0x42000000-0x44000000 state=DATA owner=realm0 space=realm";
    }

    @Override
    protected void check(FilterWords asked) {
        asked.refuseSettingsBut("owner=, space= and state= can be asked for", "owner", "space", "state");
    }

    @Override
    protected List<@Nullable ViewCommand> addCommands(ViewCommands commands) {
        commands.add(
                ViewCommand.SHOW_MEMORY,
                () -> links.memory(stateNow(), address().expression(space())),
                this::hasSpace);
        commands.add(ViewCommand.WATCH, () -> Watches.granules(this, address()), this::hasSpace);
        return Arrays.asList(ViewCommand.ZOOM_SELECTION, null, ViewCommand.SHOW_MEMORY, null, ViewCommand.WATCH);
    }

    @Override
    protected CompletableFuture<@Nullable GranuleSource> source(RealmState state) {
        return state.machine().thenApply(machine -> new GranuleSource(state, machine));
    }

    private RealmAddress address() {
        return new RealmAddress(null, selected());
    }

    private String space() {
        GranuleRow row = grid().focusRow();
        return row == null ? "ns" : row.space();
    }
}
