package org.realmscope.ui.rtt;

import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
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

/** The translation tables of realms as a tree, one table read when it is opened. */
public final class RttView extends RealmView implements AddressTarget {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.rtt";

    private final ViewLinks links = new ViewLinks(this);
    private FilterWords words = FilterWords.ALL;
    private boolean follows;
    private @Nullable GridPart<RttRow> part;
    private @Nullable FilterField filter;
    private @Nullable TreeRows<RttRow> rows;

    @Override
    protected String purpose() {
        return "to see the translation tables of its realms";
    }

    @Override
    protected void createContent(Composite frame) {
        FilterField field = new FilterField(frame, "0x200000-0x400000 ASSIGNED RAM", asked -> {
            words = asked;
            RealmState state = state();
            if (state != null && isReadable()) {
                show(state, Since.SAME);
            }
        });
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        filter = field;
        GridPart<RttRow> entries = new GridPart<>(frame, "RTT entries", RttColumn.all(), new NoRows<>(), settings());
        part = entries;
        entries.grid().setMarks(this::mark);
        entries.join(this, commands());
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
        commands.add(ViewCommand.SHOW_MEMORY, () -> links.memory(stateNow(), address().expression("realm")),
                this::hasOutput);
        commands.add(ViewCommand.WATCH, () -> Watches.rtt(this, address()), this::hasEntry);
        commands.toolBar(ViewCommand.FOLLOW_FAULT, ViewCommand.WATCH);
        commands.viewMenu(ViewCommand.FILTER, ViewCommand.FOLLOW_FAULT);
        commands.contextMenu(grid, ViewCommand.SHOW_RIPAS, ViewCommand.SHOW_FAULTS, ViewCommand.SHOW_GRANULE,
                ViewCommand.SHOW_MEMORY, null, ViewCommand.WATCH);
    }

    @Override
    protected Control mainControl() {
        return grid();
    }

    @Override
    protected void show(RealmState state, Since since) {
        RttSource source = new RttSource(state, words);
        TreeRows<RttRow> shown = rows;
        if (shown == null || since == Since.OTHER) {
            TreeRows<RttRow> started = new TreeRows<>(source, ui(), this::fail);
            rows = started;
            grid().adopt(started);
        } else {
            shown.refresh(source, since);
        }
        if (follows && since != Since.SAME) {
            followFault(state);
        }
    }

    @Override
    protected void clear() {
        TreeRows<RttRow> shown = rows;
        if (shown != null) {
            shown.cancel();
        }
        rows = null;
        grid().setModel(new NoRows<>());
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
        TreeRows<RttRow> shown = rows;
        RttRow.Entry entry = row.entry();
        if (shown == null || entry == null) {
            return RowMark.NONE;
        }
        if (shown.isChanged(row)) {
            return RowMark.CHANGED;
        }
        return entry.isAssigned() || entry.isTable() ? RowMark.NONE : RowMark.MUTED;
    }

    private void followFault(RealmState state) {
        FaultsArguments newest = new FaultsArguments(null, 1, true, null, null, null, null);
        state.server().faults(newest).whenCompleteAsync((answer, failure) -> {
            if (failure != null) {
                fail(failure);
            } else if (!answer.faults().isEmpty() && state == state()) {
                FaultInfo fault = answer.faults().get(0);
                say("Fault " + fault.number() + ": " + fault.access() + " of " + fault.ipa() + ", "
                        + fault.resolution());
                reveal(state, "realm" + Math.max(0, fault.realm()), AddressRange.parse(fault.ipa()));
            }
        }, ui());
    }

    private void reveal(RealmState state, String realm, long ipa) {
        new RttSource(state, words).path(realm, ipa).thenComposeAsync(path -> Objects.requireNonNull(rows).reveal(path),
                ui()).whenCompleteAsync((index, failure) -> {
                    if (failure != null) {
                        fail(failure);
                    } else if (index >= 0) {
                        grid().select(index);
                    }
                }, ui());
    }

    private void toggle() {
        int index = grid().focusIndex();
        switch (grid().model().branch(index)) {
        case OPEN -> grid().model().setOpen(index, false);
        case CLOSED -> grid().model().setOpen(index, true);
        default -> {
            if (hasOutput()) {
                links.show(GranuleView.ID, output());
            }
        }
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
