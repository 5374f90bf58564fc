package org.realmscope.ui.rmi;

import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.RowMark;
import org.realmscope.ui.rows.NoRows;
import org.realmscope.ui.rows.TreeRows;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;

/**
 * What the host asked of the RMM: calls nested by the fault for which they were made and the function of the host that
 * made them, with arguments and status.
 */
public final class RmiView extends RealmView {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.rmi";

    private static final String OLDEST_FIRST = "oldestFirst";

    private final ViewLinks links = new ViewLinks(this);
    private boolean newestFirst = true;
    private RmiQuery query = RmiQuery.of(FilterWords.ALL);
    private @Nullable GridPart<RmiRow> part;
    private @Nullable FilterField filter;
    private @Nullable TreeRows<RmiRow> rows;

    @Override
    protected String purpose() {
        return "to see what its host asks of the RMM";
    }

    @Override
    protected void createContent(Composite frame) {
        newestFirst = !settings().getBoolean(OLDEST_FIRST);
        FilterField field = new FilterField(frame, "RMI_DATA_* failed fault=17", words -> {
            query = RmiQuery.of(words);
            RealmState state = state();
            if (state != null) {
                show(state, Since.OTHER);
            }
        });
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        filter = field;
        GridPart<RmiRow> calls = new GridPart<>(frame, "RMI calls", RmiColumn.all(), new NoRows<>(), settings());
        part = calls;
        Grid<RmiRow> grid = calls.grid();
        grid.setMarks(this::mark);
        calls.join(this, commands());
        addCommands(grid);
        grid.onOpen(this::toggle);
    }

    private void addCommands(Grid<RmiRow> grid) {
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, () -> Objects.requireNonNull(filter).setFocus(), this::hasState);
        commands.addSwitch(ViewCommand.NEWEST_FIRST, newestFirst, on -> {
            newestFirst = on;
            settings().put(OLDEST_FIRST, !on);
            RealmState state = state();
            if (state != null) {
                show(state, Since.OTHER);
            }
        });
        commands.add(ViewCommand.SHOW_STATE, () -> links.openState(stateNow().session().openMoment(row().moment())),
                this::hasRow);
        commands.add(ViewCommand.GO_TO_MOMENT, () -> stateNow().session().goTo(row().moment())
                .whenCompleteAsync((done, failure) -> {
                    if (failure != null) {
                        fail(failure);
                    }
                }, ui()), this::hasRow);
        commands.add(ViewCommand.EXPLAIN, () -> explain("RMI call at " + row().moment(),
                new ExplainArguments(null, row().moment())), () -> hasRow() && row().call() != null);
        commands.add(ViewCommand.SHOW_FAULTS, this::showFault, this::hasFault);
        commands.toolBar(ViewCommand.EXPLAIN, ViewCommand.SHOW_STATE, null, ViewCommand.NEWEST_FIRST);
        commands.viewMenu(ViewCommand.FILTER, ViewCommand.NEWEST_FIRST);
        commands.contextMenu(grid, ViewCommand.SHOW_STATE, ViewCommand.GO_TO_MOMENT, ViewCommand.EXPLAIN, null,
                ViewCommand.SHOW_FAULTS);
    }

    /** Shows the calls of a fault alone. */
    public void showFault(long number) {
        Objects.requireNonNull(filter).set("fault=" + number);
    }

    @Override
    protected Control mainControl() {
        return grid();
    }

    @Override
    protected void show(RealmState state, Since since) {
        RmiSource source = new RmiSource(state.server(), query, newestFirst);
        TreeRows<RmiRow> shown = rows;
        if (shown == null || since == Since.OTHER) {
            TreeRows<RmiRow> started = new TreeRows<>(source, ui(), this::fail);
            rows = started;
            grid().adopt(started);
        } else {
            shown.refresh(source, Since.SAME);
        }
    }

    @Override
    protected void recorded(RealmState state) {
        show(state, Since.SAME);
    }

    @Override
    protected void clear() {
        TreeRows<RmiRow> shown = rows;
        if (shown != null) {
            shown.cancel();
        }
        rows = null;
        grid().setModel(new NoRows<>());
    }

    private Grid<RmiRow> grid() {
        return Objects.requireNonNull(part).grid();
    }

    private RowMark mark(RmiRow row) {
        return switch (row) {
        case RmiRow.Group group -> RmiRow.failed(group.calls()) > 0 ? RowMark.FAILED : RowMark.NONE;
        case RmiRow.Caller caller -> RmiRow.failed(caller.calls()) > 0 ? RowMark.FAILED : RowMark.NONE;
        case RmiRow.Call call -> markOf(call.info());
        case RmiRow.Reason reason -> RowMark.FAILED;
        case RmiRow.Value value -> RowMark.NONE;
        };
    }

    private RowMark markOf(RmiCallInfo call) {
        RealmState state = state();
        if (state != null && call.moment().equals(state.moment())) {
            return RowMark.CURRENT;
        }
        return RmiRow.isFailed(call) ? RowMark.FAILED : RowMark.NONE;
    }

    private void toggle() {
        int index = grid().focusIndex();
        switch (grid().model().branch(index)) {
        case OPEN -> grid().model().setOpen(index, false);
        case CLOSED -> grid().model().setOpen(index, true);
        default -> {
            // A value has nothing below it.
        }
        }
    }

    private boolean hasRow() {
        return hasState() && grid().focusRow() != null;
    }

    private RmiRow row() {
        return Objects.requireNonNull(grid().focusRow());
    }

    private boolean hasFault() {
        return hasRow() && row().fault() != null;
    }

    private void showFault() {
        long number = Objects.requireNonNull(row().fault());
        links.open(FaultView.ID, view -> {
            if (view instanceof FaultView faults && !faults.select(number)) {
                say("Fault " + number + " is not among the faults that are shown.");
            }
        });
    }
}
