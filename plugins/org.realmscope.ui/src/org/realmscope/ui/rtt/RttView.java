package org.realmscope.ui.rtt;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IMemento;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.RowMark;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.view.AddressTarget;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;
import org.realmscope.ui.view.Watches;

/** The translation tables of realms as a tree, one table read when it is opened. */
public final class RttView extends RealmView implements AddressTarget {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.rtt";

    private final ViewLinks links = new ViewLinks(this);
    private final RttChanges changes = new RttChanges();
    private FilterWords words = FilterWords.ALL;
    private boolean follows;
    private @Nullable GridPart<RttRow> part;
    private @Nullable FilterField filter;

    @Override
    protected String purpose() {
        return "to see the translation tables of its realms";
    }

    @Override
    protected void createContent(Composite frame) {
        FilterField field = new FilterField(frame, "0x200000-0x400000 ASSIGNED RAM", asked -> {
            asked.refuseSettingsBut("a range, states and RIPAS can be asked for");
            words = asked;
            reload(Since.SAME);
        });
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        filter = field;
        GridPart<RttRow> entries = new GridPart<>(this, frame, "RTT entries", RttColumn.all());
        part = entries;
        entries.grid().setMarks(this::mark);
        addCommands(entries.grid());
        entries.grid().onOpen(this::toggle);
    }

    private void addCommands(Grid<RttRow> grid) {
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, () -> Objects.requireNonNull(filter).setFocus(), this::hasState);
        commands.addSwitch(ViewCommand.FOLLOW_FAULT, false, on -> {
            follows = on;
            RealmState state = state();
            if (on && state != null && isReadable()) {
                followFault(state);
            }
        });
        commands.add(ViewCommand.SHOW_RIPAS, () -> links.show(RipasView.ID, address()), this::hasEntry);
        commands.add(ViewCommand.SHOW_FAULTS, () -> links.show(FaultView.ID, address()), this::hasEntry);
        commands.add(ViewCommand.SHOW_GRANULE, () -> links.show(GranuleView.ID, output()), this::hasOutput);
        commands.add(
                ViewCommand.SHOW_MEMORY,
                () -> links.memory(stateNow(), address().expression("realm")),
                this::hasOutput);
        commands.add(ViewCommand.WATCH, () -> Watches.rtt(this, address()), this::hasEntry);
        commands.toolBar(ViewCommand.FOLLOW_FAULT, ViewCommand.WATCH);
        commands.viewMenu(ViewCommand.FILTER, ViewCommand.FOLLOW_FAULT);
        commands.contextMenu(
                grid,
                ViewCommand.SHOW_RIPAS,
                ViewCommand.SHOW_FAULTS,
                ViewCommand.SHOW_GRANULE,
                ViewCommand.SHOW_MEMORY,
                null,
                ViewCommand.WATCH);
    }

    @Override
    protected void save(IMemento memento) {
        Objects.requireNonNull(filter).save(memento);
        commands().save(ViewCommand.FOLLOW_FAULT, memento);
    }

    @Override
    protected void restore(IMemento memento) {
        Objects.requireNonNull(filter).restore(memento);
        commands().restore(ViewCommand.FOLLOW_FAULT, memento);
    }

    @Override
    protected Control mainControl() {
        return grid();
    }

    @Override
    protected CompletableFuture<?> show(RealmState state, Since since) {
        CompletableFuture<?> compared = telling(changes.read(state, since, ui()));
        CompletableFuture<Void> shown = Objects.requireNonNull(part).show(new RttSource(state, words), since);
        if (follows && since != Since.SAME) {
            followFault(state);
        }
        return CompletableFuture.allOf(shown, compared.thenRunAsync(grid()::redraw, ui()));
    }

    @Override
    protected void cancel() {
        changes.cancel();
        Objects.requireNonNull(part).cancel();
    }

    @Override
    protected void clear() {
        changes.clear();
        Objects.requireNonNull(part).clear();
    }

    @Override
    public void reveal(RealmAddress address) {
        RealmState state = state();
        String realm = address.realm();
        if (state != null && realm != null) {
            Objects.requireNonNull(filter).set("");
            reveal(state, realm, address.range().base());
        }
    }

    private Grid<RttRow> grid() {
        return Objects.requireNonNull(part).grid();
    }

    private RowMark mark(RttRow row) {
        RttRow.Entry entry = row.entry();
        if (entry == null) {
            return changes.isChanged(row.realm()) ? RowMark.CHANGED_BELOW : RowMark.NONE;
        }
        boolean differs = changes.isChanged(entry.realm(), entry.range());
        if (Objects.requireNonNull(part).isChanged(row) || differs && !entry.isTable()) {
            return RowMark.CHANGED;
        }
        if (differs) {
            return RowMark.CHANGED_BELOW;
        }
        return entry.isAssigned() || entry.isTable() ? RowMark.NONE : RowMark.MUTED;
    }

    private void followFault(RealmState state) {
        FaultsArguments newest = new FaultsArguments(null, 1, true, null, null, null, null);
        state.server()
                .faults(newest)
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (failure != null) {
                                fail(failure);
                            } else if (!answer.faults().isEmpty() && state == state()) {
                                FaultInfo fault = answer.faults().get(0);
                                say("Fault " + fault.number() + ": " + fault.access() + " of " + fault.ipa() + ", "
                                        + fault.resolution());
                                reveal(state, "realm" + Math.max(0, fault.realm()), AddressRange.parse(fault.ipa()));
                            }
                        },
                        ui());
    }

    private void reveal(RealmState state, String realm, long ipa) {
        telling(new RttSource(state, words)
                .path(realm, ipa)
                .thenComposeAsync(path -> Objects.requireNonNull(part).reveal(path), ui()));
    }

    private void toggle() {
        if (!Objects.requireNonNull(part).toggle() && hasOutput()) {
            links.show(GranuleView.ID, output());
        }
    }

    private RttRow.@Nullable Entry entry() {
        RttRow row = grid().focusRow();
        return row == null ? null : row.entry();
    }

    private boolean hasEntry() {
        return hasState() && entry() != null;
    }

    private boolean hasOutput() {
        RttRow.Entry entry = entry();
        return hasState() && entry != null && entry.info().outputAddress() != null;
    }

    private RealmAddress address() {
        RttRow.Entry entry = Objects.requireNonNull(entry());
        return new RealmAddress(entry.realm(), entry.range());
    }

    private RealmAddress output() {
        RttRow.Entry entry = Objects.requireNonNull(entry());
        long base = AddressRange.parse(Objects.requireNonNull(entry.info().outputAddress()));
        long length = entry.isAssigned() ? entry.range().length() : 0x1000;
        return new RealmAddress(null, new AddressRange(base, base + length));
    }
}
