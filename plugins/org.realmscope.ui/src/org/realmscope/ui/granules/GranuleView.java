package org.realmscope.ui.granules;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.RowMark;
import org.realmscope.ui.map.AddressMap;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.Legend;
import org.realmscope.ui.map.MapPart;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.rows.NoRows;
import org.realmscope.ui.rows.TreeRows;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.view.AddressTarget;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;
import org.realmscope.ui.view.Watches;

/** Physical memory by state, physical address space and owner, as a map and as a table. */
public final class GranuleView extends RealmView implements AddressTarget {
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
    private FilterWords words = FilterWords.ALL;
    private @Nullable FilterField filter;
    private @Nullable MapPart part;
    private @Nullable GridPart<GranuleRow> table;
    private @Nullable TreeRows<GranuleRow> rows;
    private @Nullable MachineSummary machine;
    private GranuleSource.@Nullable Content content;
    private @Nullable CompletableFuture<GranuleSource.Content> reading;
    private @Nullable AddressRange wanted;

    @Override
    protected String purpose() {
        return "to see the granules of physical memory";
    }

    @Override
    protected void createContent(Composite frame) {
        String example = "0x42000000-0x44000000 state=DATA owner=realm0 space=realm";
        FilterField field = new FilterField(frame, example, this::ask);
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        filter = field;
        MapPart created = new MapPart(frame, "Physical memory", LEGEND);
        part = created;
        GridPart<GranuleRow> twin =
                new GridPart<>(created.tableFrame(), "Granules", GranuleColumn.all(), new NoRows<>(), settings());
        table = twin;
        twin.join(this, commands());
        twin.grid().setMarks(this::mark);
        created.join(twin.grid());
        created.map().onWindow(this::windowChanged);
        created.map().onSelection(commands()::update);
        addCommands(created);
        twin.grid().onOpen(() -> created.map().showSelection());
    }

    private void ask(FilterWords asked) {
        GranuleSource.check(asked);
        words = asked;
        RealmState state = state();
        if (state != null) {
            showRows(state, Since.OTHER);
        }
    }

    private void addCommands(MapPart created) {
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, () -> Objects.requireNonNull(filter).setFocus(), this::hasState);
        commands.add(ViewCommand.SHOW_MEMORY, () -> links.memory(stateNow(), address().expression(space())),
                this::hasState);
        commands.add(ViewCommand.WATCH, () -> Watches.granules(this, address()), this::hasState);
        created.addCommands(commands, this::zoomToContent);
        commands.toolBar(ViewCommand.ZOOM_IN, ViewCommand.ZOOM_OUT, ViewCommand.ZOOM_SELECTION,
                ViewCommand.ZOOM_CONTENT, ViewCommand.ZOOM_ALL, null, ViewCommand.WATCH);
        commands.viewMenu(ViewCommand.FILTER);
        ViewCommand[] menu =
                { ViewCommand.ZOOM_SELECTION, null, ViewCommand.SHOW_MEMORY, null, ViewCommand.WATCH };
        commands.contextMenu(created.map(), menu);
        commands.contextMenu(grid(), menu);
    }

    @Override
    protected Control mainControl() {
        return map();
    }

    @Override
    protected void show(RealmState state, Since since) {
        state.server().machine(new MomentArguments(state.momentId())).whenCompleteAsync((summary, failure) -> {
            if (failure != null) {
                fail(failure);
            } else if (state == state()) {
                boolean first = machine == null || since == Since.OTHER;
                machine = summary;
                readMap(state, first);
                showRows(state, since);
            }
        }, ui());
    }

    @Override
    protected void clear() {
        TreeRows<GranuleRow> shown = rows;
        if (shown != null) {
            shown.cancel();
        }
        rows = null;
        machine = null;
        content = null;
        grid().setModel(new NoRows<>());
    }

    @Override
    public void reveal(RealmAddress address) {
        wanted = address.range();
        revealWanted();
    }

    private void revealWanted() {
        AddressRange range = wanted;
        if (range != null && content != null) {
            wanted = null;
            map().select(range);
            map().showSelection();
            map().selectHere(range);
        }
    }

    private AddressMap map() {
        return Objects.requireNonNull(part).map();
    }

    private Grid<GranuleRow> grid() {
        return Objects.requireNonNull(table).grid();
    }

    private @Nullable GranuleSource source(FilterWords asked) {
        RealmState state = state();
        MachineSummary summary = machine;
        return state == null || summary == null ? null : new GranuleSource(state, summary, asked);
    }

    private void showRows(RealmState state, Since since) {
        MachineSummary summary = machine;
        if (summary == null) {
            return;
        }
        GranuleSource source = new GranuleSource(state, summary, words);
        TreeRows<GranuleRow> shown = rows;
        if (shown == null || since == Since.OTHER) {
            TreeRows<GranuleRow> started = new TreeRows<>(source, ui(), this::fail);
            rows = started;
            grid().adopt(started);
        } else {
            shown.refresh(source, since);
        }
    }

    private void readMap(RealmState state, boolean zooms) {
        read(null, whole -> {
            content = whole;
            map().setContent(whole.all(), -1, whole.lanes(), whole.lanes().get(0));
            if (zooms && state == state()) {
                zoomToContent();
            } else if (!whole.whole()) {
                windowChanged();
            }
            revealWanted();
            commands().update();
        });
    }

    private void windowChanged() {
        GranuleSource.Content whole = content;
        if (whole != null && !whole.whole()) {
            read(map().shown(), shown -> map().setContent(whole.all(), -1, shown.lanes(), whole.lanes().get(0)));
        }
    }

    private void read(@Nullable AddressRange range, Consumer<GranuleSource.Content> taker) {
        CompletableFuture<GranuleSource.Content> before = reading;
        if (before != null) {
            before.cancel(true);
        }
        GranuleSource source = source(FilterWords.ALL);
        if (source == null) {
            return;
        }
        CompletableFuture<GranuleSource.Content> request = source.read(range);
        reading = request;
        request.whenCompleteAsync((answer, failure) -> {
            if (reading != request) {
                return;
            }
            if (failure != null) {
                fail(failure);
            } else {
                taker.accept(answer);
            }
        }, ui());
    }

    private void zoomToContent() {
        GranuleSource.Content whole = content;
        if (whole != null) {
            AddressRange used = whole.inUse();
            long margin = used.length() / 16;
            map().show(new AddressRange(Math.max(0, used.base() - margin), used.end() + margin));
        }
    }

    private RowMark mark(GranuleRow row) {
        TreeRows<GranuleRow> shown = rows;
        if (shown != null && shown.isChanged(row)) {
            return RowMark.CHANGED;
        }
        return "UNDELEGATED".equals(row.state()) ? RowMark.MUTED : RowMark.NONE;
    }

    private RealmAddress address() {
        return new RealmAddress(null, map().selected());
    }

    private String space() {
        GranuleRow row = grid().focusRow();
        return row == null ? "ns" : row.space();
    }
}
