package org.realmscope.ui.ripas;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.MachineSummary.RealmInfo;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.Legend;
import org.realmscope.ui.map.MapView;
import org.realmscope.ui.map.Swatches;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;
import org.realmscope.ui.view.Watches;

/** The IPA space of a realm: RIPAS and what is mapped. */
public final class RipasView extends MapView<IpaRow> {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.ripas";

    private static final String REALM = "realm";
    private static final List<Legend.Entry> LEGEND = List.of(
            new Legend.Entry("RAM", Objects.requireNonNull(Swatches.ripas("RAM"))),
            new Legend.Entry("EMPTY", Objects.requireNonNull(Swatches.ripas("EMPTY"))),
            new Legend.Entry("DESTROYED", Objects.requireNonNull(Swatches.ripas("DESTROYED"))),
            new Legend.Entry("assigned to the realm", Swatches.hipas("ASSIGNED")),
            new Legend.Entry("assigned, Non-secure", Swatches.hipas("ASSIGNED_NS")),
            new Legend.Entry("memory slot", Swatches.memslot()),
            new Legend.Entry("initial content", Swatches.populated()));

    private final ViewLinks links = new ViewLinks(this);
    private @Nullable Combo chooser;
    private @Nullable String chosen;

    public RipasView() {
        super("IPA space", "IPA ranges", LEGEND);
    }

    @Override
    protected String purpose() {
        return "to see the IPA spaces of its realms";
    }

    @Override
    protected void createHead(Composite head) {
        Combo realm = new Combo(head, SWT.READ_ONLY | SWT.DROP_DOWN);
        GridData place = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
        place.horizontalIndent = 5;
        realm.setLayoutData(place);
        realm.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(@Nullable AccessibleEvent event) {
                if (event != null) {
                    event.result = "Realm";
                }
            }
        });
        realm.setToolTipText("Realm");
        realm.addListener(SWT.Selection, event -> choose(realm.getText()));
        chooser = realm;
    }

    @Override
    protected void save(IMemento memento) {
        super.save(memento);
        memento.putString(REALM, chosen);
    }

    @Override
    protected void restore(IMemento memento) {
        super.restore(memento);
        chosen = memento.getString(REALM);
    }

    @Override
    protected List<GridColumn<IpaRow>> columns() {
        return IpaColumn.all();
    }

    @Override
    protected String filterExample() {
        return "0x200000-0x400000 RAM ASSIGNED unprotected";
    }

    @Override
    protected void check(FilterWords asked) {
        asked.refuseSettingsBut("a range, states, RIPAS, protected and unprotected can be asked for");
    }

    @Override
    protected List<@Nullable ViewCommand> addCommands(ViewCommands commands) {
        commands.add(ViewCommand.SHOW_RTT, () -> links.show(RttView.ID, address()), this::hasSpace);
        commands.add(ViewCommand.SHOW_FAULTS, () -> links.show(FaultView.ID, address()), this::hasSpace);
        commands.add(ViewCommand.SHOW_GRANULE, () -> links.show(GranuleView.ID, output()), this::hasOutput);
        commands.add(
                ViewCommand.SHOW_MEMORY,
                () -> links.memory(stateNow(), address().expression("realm")),
                this::hasSpace);
        commands.add(ViewCommand.WATCH, () -> Watches.ripas(this, address()), this::hasSpace);
        return Arrays.asList(
                ViewCommand.ZOOM_SELECTION,
                null,
                ViewCommand.SHOW_RTT,
                ViewCommand.SHOW_FAULTS,
                ViewCommand.SHOW_GRANULE,
                ViewCommand.SHOW_MEMORY,
                null,
                ViewCommand.WATCH);
    }

    @Override
    protected CompletableFuture<@Nullable IpaSpace> source(RealmState state) {
        return state.machine().thenApplyAsync(machine -> space(state, machine.realms()), ui());
    }

    private @Nullable IpaSpace space(RealmState state, List<RealmInfo> realms) {
        Combo realm = Objects.requireNonNull(chooser);
        List<String> names = realms.stream().map(RealmInfo::name).toList();
        if (!names.equals(List.of(realm.getItems()))) {
            realm.setItems(names.toArray(String[]::new));
            realm.getParent().layout();
        }
        if (names.isEmpty()) {
            say("There is no realm at this moment.");
            return null;
        }
        realm.select(Math.max(0, names.indexOf(chosen)));
        return new IpaSpace(state, realms.get(realm.getSelectionIndex()));
    }

    private void choose(String name) {
        chosen = name;
        spaceChanged();
    }

    @Override
    public void reveal(RealmAddress address) {
        String realm = address.realm();
        if (realm != null && !realm.equals(Objects.requireNonNull(chooser).getText())) {
            choose(realm);
        }
        super.reveal(address);
    }

    private RealmAddress address() {
        return new RealmAddress(Objects.requireNonNull(chooser).getText(), selected());
    }

    private boolean hasOutput() {
        IpaRow row = grid().focusRow();
        return hasSpace() && row != null && row.output() != null;
    }

    private RealmAddress output() {
        IpaRow row = Objects.requireNonNull(grid().focusRow());
        long base = AddressRange.parse(Objects.requireNonNull(row.output()));
        return new RealmAddress(null, new AddressRange(base, base + row.range().length()));
    }
}
