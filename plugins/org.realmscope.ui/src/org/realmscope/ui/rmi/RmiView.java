package org.realmscope.ui.rmi;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IMemento;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.RowMark;
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
                await(show(state, Since.OTHER));
            }
        });
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        filter = field;
        GridPart<RmiRow> calls = new GridPart<>(this, frame, "RMI calls", RmiColumn.all());
        part = calls;
        Grid<RmiRow> grid = calls.grid();
        grid.setMarks(this::mark);
        addCommands(grid);
        grid.onOpen(calls::toggle);
    }

    private void addCommands(Grid<RmiRow> grid) {
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, () -> Objects.requireNonNull(filter).setFocus(), this::hasState);
        commands.addSwitch(ViewCommand.NEWEST_FIRST, newestFirst, on -> {
            newestFirst = on;
            settings().put(OLDEST_FIRST, !on);
            RealmState state = state();
            if (state != null) {
                await(show(state, Since.OTHER));
            }
        });
        commands.add(
                ViewCommand.SHOW_STATE,
                () -> links.openState(stateNow().session().openMoment(row().moment())),
                this::hasRow);
        commands.add(
                ViewCommand.GO_TO_MOMENT,
                () -> stateNow()
                        .session()
                        .goTo(row().moment())
                        .whenCompleteAsync(
                                (done, failure) -> {
                                    if (failure != null) {
                                        fail(failure);
                                    }
                                },
                                ui()),
                this::hasRow);
        commands.add(
                ViewCommand.EXPLAIN,
                () -> explain("RMI call at " + row().moment(), new ExplainArguments(null, row().moment())),
                () -> hasRow() && row().call() != null);
        commands.add(ViewCommand.SHOW_FAULTS, this::showFault, this::hasFault);
        commands.toolBar(ViewCommand.EXPLAIN, ViewCommand.SHOW_STATE, null, ViewCommand.NEWEST_FIRST);
        commands.viewMenu(ViewCommand.FILTER, ViewCommand.NEWEST_FIRST);
        commands.contextMenu(
                grid,
                ViewCommand.SHOW_STATE,
                ViewCommand.GO_TO_MOMENT,
                ViewCommand.EXPLAIN,
                null,
                ViewCommand.SHOW_FAULTS);
    }

    /** Shows the calls of a fault alone. */
    public void showFault(long number) {
        Objects.requireNonNull(filter).set("fault=" + number);
    }

    @Override
    protected void save(IMemento memento) {
        Objects.requireNonNull(filter).save(memento);
    }

    @Override
    protected void restore(IMemento memento) {
        Objects.requireNonNull(filter).restore(memento);
    }

    @Override
    protected Control mainControl() {
        return grid();
    }

    @Override
    protected CompletableFuture<?> show(RealmState state, Since since) {
        return Objects.requireNonNull(part)
                .show(new RmiSource(state.server(), query, newestFirst), since == Since.STOP ? Since.SAME : since);
    }

    @Override
    protected void recorded(RealmState state) {
        await(show(state, Since.SAME));
    }

    @Override
    protected void cancel() {
        Objects.requireNonNull(part).cancel();
    }

    @Override
    protected void clear() {
        Objects.requireNonNull(part).clear();
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

    @Override
    protected void compareWith() {
        if (hasRow()) {
            links.compareWith(stateNow().session().openMoment(row().moment()));
        } else {
            super.compareWith();
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
