package org.realmscope.ui.ripas;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.MachineSummary.RealmInfo;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.granules.GranuleView;
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
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.AddressTarget;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;
import org.realmscope.ui.view.ViewLinks;
import org.realmscope.ui.view.Watches;

/** The IPA space of a realm: RIPAS and what is mapped, as a map that zooms to single pages, and as a table. */
public final class RipasView extends RealmView implements AddressTarget {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.ripas";

    private static final List<Legend.Entry> LEGEND = List.of(
            new Legend.Entry("RAM", Objects.requireNonNull(Swatches.ripas("RAM"))),
            new Legend.Entry("EMPTY", Objects.requireNonNull(Swatches.ripas("EMPTY"))),
            new Legend.Entry("DESTROYED", Objects.requireNonNull(Swatches.ripas("DESTROYED"))),
            new Legend.Entry("assigned to the realm", Swatches.hipas("ASSIGNED")),
            new Legend.Entry("assigned, Non-secure", Swatches.hipas("ASSIGNED_NS")),
            new Legend.Entry("memory slot", Swatches.memslot()),
            new Legend.Entry("initial content", Swatches.populated()));

    private final ViewLinks links = new ViewLinks(this);
    private FilterWords words = FilterWords.ALL;
    private List<RealmInfo> realms = List.of();
    private @Nullable Combo chooser;
    private @Nullable FilterField filter;
    private @Nullable MapPart part;
    private @Nullable GridPart<IpaRow> table;
    private @Nullable TreeRows<IpaRow> rows;
    private @Nullable IpaSpace space;
    private IpaSpace.@Nullable Content content;
    private @Nullable CompletableFuture<IpaSpace.Content> reading;
    private @Nullable RealmAddress wanted;

    @Override
    protected String purpose() {
        return "to see the IPA spaces of its realms";
    }

    @Override
    protected void createContent(Composite frame) {
        createHead(frame);
        MapPart created = new MapPart(frame, "IPA space", LEGEND);
        part = created;
        GridPart<IpaRow> twin =
                new GridPart<>(created.tableFrame(), "IPA ranges", IpaColumn.all(), new NoRows<>(), settings());
        table = twin;
        twin.join(this, commands());
        twin.grid().setMarks(this::mark);
        created.join(twin.grid());
        created.map().onWindow(this::windowChanged);
        created.map().onSelection(commands()::update);
        addCommands(created);
        twin.grid().onOpen(() -> created.map().showSelection());
    }

    private void createHead(Composite frame) {
        Composite head = new Composite(frame, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginHeight = 0;
        head.setLayout(layout);
        head.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        Combo realm = new Combo(head, SWT.READ_ONLY | SWT.DROP_DOWN);
        realm.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(@Nullable AccessibleEvent event) {
                if (event != null) {
                    event.result = "Realm";
                }
            }
        });
        realm.setToolTipText("Realm");
        realm.addListener(SWT.Selection, event -> reload(Since.OTHER));
        chooser = realm;
        FilterField field = new FilterField(head, "0x200000-0x400000 RAM ASSIGNED unprotected", asked -> {
            words = asked;
            AddressRange range = asked.range();
            if (range != null) {
                map().select(range);
                map().showSelection();
            }
            showRows(Since.OTHER);
        });
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        filter = field;
    }

    private void addCommands(MapPart created) {
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, () -> Objects.requireNonNull(filter).setFocus(), this::hasState);
        commands.add(ViewCommand.SHOW_RTT, () -> links.show(RttView.ID, address()), this::hasSpace);
        commands.add(ViewCommand.SHOW_FAULTS, () -> links.show(FaultView.ID, address()), this::hasSpace);
        commands.add(ViewCommand.SHOW_GRANULE, () -> links.show(GranuleView.ID, output()),
                () -> row() != null && Objects.requireNonNull(row()).output() != null);
        commands.add(ViewCommand.SHOW_MEMORY, () -> links.memory(stateNow(), address().expression("realm")),
                this::hasSpace);
        commands.add(ViewCommand.WATCH, () -> Watches.ripas(this, address()), this::hasSpace);
        created.addCommands(commands, this::zoomToContent);
        commands.toolBar(ViewCommand.ZOOM_IN, ViewCommand.ZOOM_OUT, ViewCommand.ZOOM_SELECTION,
                ViewCommand.ZOOM_CONTENT, ViewCommand.ZOOM_ALL, null, ViewCommand.WATCH);
        commands.viewMenu(ViewCommand.FILTER);
        ViewCommand[] menu = { ViewCommand.ZOOM_SELECTION, null, ViewCommand.SHOW_RTT, ViewCommand.SHOW_FAULTS,
            ViewCommand.SHOW_GRANULE, ViewCommand.SHOW_MEMORY, null, ViewCommand.WATCH };
        commands.contextMenu(created.map(), menu);
        commands.contextMenu(grid(), menu);
    }

    @Override
    protected Control mainControl() {
        return map();
    }

    @Override
    protected void show(RealmState state, Since since) {
        state.server().machine(new MomentArguments(state.momentId())).whenCompleteAsync((machine, failure) -> {
            if (failure != null) {
                fail(failure);
            } else if (state == state()) {
                realms = machine.realms();
                chooseRealm(state, since);
            }
        }, ui());
    }

    @Override
    protected void clear() {
        TreeRows<IpaRow> shown = rows;
        if (shown != null) {
            shown.cancel();
        }
        rows = null;
        space = null;
        content = null;
        grid().setModel(new NoRows<>());
    }

    @Override
    public void reveal(RealmAddress address) {
        wanted = address;
        revealWanted();
    }

    /** Shows what others have pointed to, once the map of its realm is there. */
    private void revealWanted() {
        RealmAddress address = wanted;
        if (address == null || content == null) {
            return;
        }
        Combo realm = Objects.requireNonNull(chooser);
        int index = List.of(realm.getItems()).indexOf(address.realm());
        if (index >= 0 && index != realm.getSelectionIndex()) {
            realm.select(index);
            content = null;
            reload(Since.OTHER);
            return;
        }
        wanted = null;
        map().select(address.range());
        map().showSelection();
        map().selectHere(address.range());
    }

    private AddressMap map() {
        return Objects.requireNonNull(part).map();
    }

    private Grid<IpaRow> grid() {
        return Objects.requireNonNull(table).grid();
    }

    private void chooseRealm(RealmState state, Since since) {
        Combo realm = Objects.requireNonNull(chooser);
        String[] names = realms.stream().map(RealmInfo::name).toArray(String[]::new);
        if (!List.of(names).equals(List.of(realm.getItems()))) {
            String chosen = realm.getText();
            realm.setItems(names);
            realm.select(Math.max(0, List.of(names).indexOf(chosen)));
            realm.getParent().layout();
        }
        if (names.length == 0) {
            say("There is no realm at this moment.");
            clear();
            return;
        }
        IpaSpace before = space;
        IpaSpace now = new IpaSpace(state, realms.get(realm.getSelectionIndex()));
        space = now;
        boolean fresh = before == null || !before.realm().name().equals(now.realm().name());
        readMap(now, fresh || since == Since.OTHER);
        showRows(fresh ? Since.OTHER : since);
    }

    /** Reads the whole space, and where that is too much, what the map shows. */
    private void readMap(IpaSpace of, boolean zooms) {
        read(of, of.all(), whole -> {
            AddressMap map = map();
            map.setContent(of.all(), of.split(), whole.lanes(), whole.overall());
            content = whole;
            if (zooms) {
                zoomToContent();
            } else if (!whole.whole()) {
                windowChanged();
            }
            revealWanted();
            commands().update();
        });
    }

    private void windowChanged() {
        IpaSpace of = space;
        IpaSpace.Content whole = content;
        if (of != null && whole != null && !whole.whole()) {
            read(of, map().shown(),
                    shown -> map().setContent(of.all(), of.split(), shown.lanes(), whole.overall()));
        }
    }

    private void read(IpaSpace of, AddressRange range, Consumer<IpaSpace.Content> taker) {
        CompletableFuture<IpaSpace.Content> before = reading;
        if (before != null) {
            before.cancel(true);
        }
        CompletableFuture<IpaSpace.Content> request = of.read(range);
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
        IpaSpace.Content whole = content;
        if (whole != null) {
            AddressRange used = whole.inUse();
            map().show(new AddressRange(used.base(), used.end() + used.length() / 16));
        }
    }

    private void showRows(Since since) {
        IpaSpace of = space;
        if (of == null) {
            return;
        }
        TreeRows<IpaRow> shown = rows;
        if (shown == null || since == Since.OTHER) {
            TreeRows<IpaRow> started = new TreeRows<>(of.rows(words), ui(), this::fail);
            rows = started;
            grid().adopt(started);
        } else {
            shown.refresh(of.rows(words), since);
        }
    }

    private RowMark mark(IpaRow row) {
        TreeRows<IpaRow> shown = rows;
        if (shown != null && shown.isChanged(row)) {
            return RowMark.CHANGED;
        }
        return row.isEmpty() ? RowMark.MUTED : RowMark.NONE;
    }

    private boolean hasSpace() {
        return space != null;
    }

    private RealmAddress address() {
        return new RealmAddress(Objects.requireNonNull(space).realm().name(), map().selected());
    }

    private @Nullable IpaRow row() {
        return table == null ? null : grid().focusRow();
    }

    private RealmAddress output() {
        IpaRow row = Objects.requireNonNull(row());
        long base = AddressRange.parse(Objects.requireNonNull(row.output()));
        return new RealmAddress(null, new AddressRange(base, base + row.range().length()));
    }
}
