package org.realmscope.ui.faults;

import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IMemento;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.grid.RowMark;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.AddressTarget;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;

/** The stage 2 faults of realms: what was accessed, what the RMM decided, what the host did about it. */
public final class FaultView extends RealmView implements AddressTarget {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.faults";

    private static final String OLDEST_FIRST = "oldestFirst";

    private final ViewLinks links = new ViewLinks(this);
    private FaultQuery query = new FaultQuery(FilterWords.ALL, true, false, null);
    private @Nullable GridPart<FaultRow> part;
    private @Nullable FilterField filter;

    @Override
    protected String purpose() {
        return "to see the stage 2 faults of its realms";
    }

    @Override
    protected void createContent(Composite frame) {
        IDialogSettings settings = settings();
        query = new FaultQuery(FilterWords.ALL, !settings.getBoolean(OLDEST_FIRST), false, null);
        FilterField field = new FilterField(
                frame,
                "0x200000-0x400000 half=protected access=write vcpu=0 mapped",
                words -> ask(new FaultQuery(words, query.newestFirst(), query.collapsed(), query.sort())));
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        filter = field;
        GridPart<FaultRow> faults = new GridPart<>(this, frame, "Stage 2 faults", FaultColumn.all());
        part = faults;
        Grid<FaultRow> grid = faults.grid();
        grid.setMarks(this::mark);
        grid.setSorter(this::sort);
        addCommands(grid);
        grid.onOpen(this::showSource);
    }

    private void addCommands(Grid<FaultRow> grid) {
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, () -> Objects.requireNonNull(filter).setFocus(), this::hasState);
        commands.addSwitch(ViewCommand.NEWEST_FIRST, query.newestFirst(), on -> {
            settings().put(OLDEST_FIRST, !on);
            ask(new FaultQuery(query.words(), on, query.collapsed(), query.sort()));
        });
        commands.addSwitch(
                ViewCommand.COLLAPSE_LOOPS,
                false,
                on -> ask(new FaultQuery(query.words(), query.newestFirst(), on, query.sort())));
        commands.add(ViewCommand.SHOW_SOURCE, this::showSource, this::hasFault);
        commands.add(
                ViewCommand.SHOW_STATE,
                () -> links.openState(stateNow().session().openFault(fault().number())),
                this::hasFault);
        commands.add(
                ViewCommand.GO_TO_MOMENT,
                () -> stateNow()
                        .session()
                        .goTo(fault().moment())
                        .whenCompleteAsync((done, failure) -> failed(failure), ui()),
                this::hasFault);
        commands.add(ViewCommand.EXPLAIN, this::explain, this::hasFault);
        commands.add(ViewCommand.SHOW_RTT, () -> links.show(RttView.ID, address()), this::hasFault);
        commands.add(ViewCommand.SHOW_RIPAS, () -> links.show(RipasView.ID, address()), this::hasFault);
        commands.add(
                ViewCommand.SHOW_MEMORY,
                () -> links.memory(stateNow(), address().expression("ns")),
                this::hasFault);
        commands.add(
                ViewCommand.SHOW_RMI_CALLS,
                () -> links.open(RmiView.ID, view -> {
                    if (view instanceof RmiView calls) {
                        calls.showFault(fault().number());
                    }
                }),
                this::hasFault);
        commands.add(ViewCommand.EXPORT, this::export, this::hasState);
        commands.toolBar(
                ViewCommand.EXPLAIN,
                ViewCommand.SHOW_STATE,
                null,
                ViewCommand.NEWEST_FIRST,
                ViewCommand.COLLAPSE_LOOPS,
                null,
                ViewCommand.EXPORT);
        commands.viewMenu(ViewCommand.FILTER, ViewCommand.NEWEST_FIRST, ViewCommand.COLLAPSE_LOOPS, ViewCommand.EXPORT);
        commands.contextMenu(
                grid,
                ViewCommand.SHOW_SOURCE,
                ViewCommand.SHOW_STATE,
                ViewCommand.GO_TO_MOMENT,
                ViewCommand.EXPLAIN,
                null,
                ViewCommand.SHOW_RTT,
                ViewCommand.SHOW_RIPAS,
                ViewCommand.SHOW_MEMORY,
                ViewCommand.SHOW_RMI_CALLS);
    }

    @Override
    protected void save(IMemento memento) {
        Objects.requireNonNull(filter).save(memento);
        Objects.requireNonNull(part).save(memento);
        commands().save(ViewCommand.COLLAPSE_LOOPS, memento);
    }

    @Override
    protected void restore(IMemento memento) {
        Objects.requireNonNull(filter).restore(memento);
        Objects.requireNonNull(part).restore(memento);
        commands().restore(ViewCommand.COLLAPSE_LOOPS, memento);
    }

    @Override
    protected Control mainControl() {
        return grid();
    }

    @Override
    protected CompletableFuture<?> show(RealmState state, Since since) {
        GridPart<FaultRow> faults = Objects.requireNonNull(part);
        return query.collapsed()
                ? faults.show(new CollapsedFaults(state.server(), query), since == Since.STOP ? Since.SAME : since)
                : faults.show(new ListedFaults(state.server(), query, this::tellForgotten), since);
    }

    /** Says what is left of faults that had to make room. */
    private void tellForgotten(FaultsResponse answer) {
        FaultsResponse.Forgotten forgotten = answer.forgotten();
        if (forgotten != null) {
            String ends = new TreeMap<>(forgotten.resolutions())
                    .entrySet().stream()
                            .map(end -> end.getValue() + " " + end.getKey())
                            .collect(Collectors.joining(", "));
            ui().execute(() -> say("Of faults 1 to " + (answer.firstKept() - 1) + " only sums are kept: " + ends + "; "
                    + forgotten.rmiCalls() + " RMI calls."));
        }
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

    @Override
    public void reveal(RealmAddress address) {
        String realm = address.realm();
        String of = realm == null ? "" : " realm=" + realm.replaceAll("\\D", "");
        Objects.requireNonNull(filter)
                .set(address.range().baseText() + "-" + address.range().endText() + of);
    }

    /** Selects a fault, if its row is known. */
    public boolean select(long number) {
        return grid().selectKey(Long.valueOf(number));
    }

    private Grid<FaultRow> grid() {
        return Objects.requireNonNull(part).grid();
    }

    private void sort(@Nullable Sort sort) {
        ask(new FaultQuery(query.words(), query.newestFirst(), query.collapsed(), sort));
    }

    private void ask(FaultQuery asked) {
        query = asked;
        RealmState state = state();
        if (state != null) {
            await(show(state, Since.OTHER));
        }
    }

    private RowMark mark(FaultRow row) {
        RealmState state = state();
        if (state != null && row.fault().moment().equals(state.moment())) {
            return RowMark.CURRENT;
        }
        return switch (row.fault().resolution()) {
            case "none", "injected", "injected_by_host" -> RowMark.FAILED;
            case "open" -> RowMark.CHANGED;
            default -> RowMark.NONE;
        };
    }

    @Override
    protected void compareWith() {
        if (hasFault()) {
            links.compareWith(stateNow().session().openFault(fault().number()));
        } else {
            super.compareWith();
        }
    }

    private boolean hasFault() {
        return hasState() && grid().focusRow() != null;
    }

    private FaultInfo fault() {
        return Objects.requireNonNull(grid().focusRow()).fault();
    }

    private RealmAddress address() {
        FaultInfo fault = fault();
        return new RealmAddress(
                "realm" + Math.max(0, fault.realm()), AddressRange.page(AddressRange.parse(fault.ipa())));
    }

    private void export() {
        if (stateNow().session() instanceof Session session) {
            new FaultExport(this, session, query).ask();
        }
    }

    /** Says what was written. */
    void exported(String text) {
        ui().execute(() -> say(text));
    }

    private void failed(@Nullable Throwable failure) {
        if (failure != null) {
            fail(failure);
        }
    }

    private void showSource() {
        if (hasFault()) {
            say(new AccessSource(getSite().getPage()).show(fault()));
        }
    }

    private void explain() {
        FaultInfo fault = fault();
        explain(
                "Fault " + fault.number() + " at " + fault.ipa(),
                new ExplainArguments(Long.valueOf(fault.number()), null));
    }
}
