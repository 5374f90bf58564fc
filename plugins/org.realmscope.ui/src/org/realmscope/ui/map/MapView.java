package org.realmscope.ui.map;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IMemento;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.filter.FilterField;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.grid.RowMark;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.view.AddressTarget;
import org.realmscope.ui.view.GridPart;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;
import org.realmscope.ui.view.ViewCommands;

/**
 * An address space as a map that zooms to single pages, and as a table that is its equal: both have the same selection
 * and the same commands.
 *
 * @param <T> addresses of which the same is true
 */
public abstract class MapView<T extends Ranged> extends RealmView implements AddressTarget {
    private final String mapName;
    private final String tableName;
    private final List<Legend.Entry> legend;
    private FilterWords words = FilterWords.ALL;
    private @Nullable FilterField filter;
    private @Nullable MapPart part;
    private @Nullable GridPart<T> table;
    private @Nullable MapSource<T> source;
    /** The source that is asked for last. */
    private @Nullable CompletableFuture<?> awaited;

    private @Nullable MapContent content;
    private @Nullable CompletableFuture<MapContent> reading;
    private @Nullable AddressRange wanted;
    /** Name of the space that was shown last. */
    private String shownName = "";

    /** A view whose map and table are called so. */
    protected MapView(String mapName, String tableName, List<Legend.Entry> legend) {
        this.mapName = mapName;
        this.tableName = tableName;
        this.legend = legend;
    }

    /** The columns of the table. */
    protected abstract List<GridColumn<T>> columns();

    /** What can be written into the filter. */
    protected abstract String filterExample();

    /**
     * Refuses what cannot be asked for.
     *
     * @throws IllegalArgumentException with a message for people
     */
    protected abstract void check(FilterWords asked);

    /**
     * Adds commands for what is selected.
     *
     * @return those of the context menus, null for a separator
     */
    protected abstract List<@Nullable ViewCommand> addCommands(ViewCommands commands);

    /** The address space to show; null if there is none. Completes on the UI thread. */
    protected abstract CompletableFuture<? extends @Nullable MapSource<T>> source(RealmState state);

    /**
     * Adds what stands before the filter.
     *
     * @param head which has a grid layout of two columns
     */
    protected void createHead(Composite head) {
        // Where there is only one address space, there is nothing to choose.
    }

    @Override
    protected final void createContent(Composite frame) {
        Composite head = new Composite(frame, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginHeight = 0;
        layout.marginWidth = 0;
        head.setLayout(layout);
        head.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        createHead(head);
        FilterField field = new FilterField(head, filterExample(), this::ask);
        filter = field;
        int columns = 3 - head.getChildren().length;
        field.control().setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1));
        MapPart created = new MapPart(frame, mapName, legend);
        part = created;
        GridPart<T> twin = new GridPart<>(this, created.tableFrame(), tableName, columns());
        table = twin;
        twin.grid().setMarks(this::mark);
        created.join(twin.grid());
        created.map().onWindow(this::readShown);
        created.map().onSelection(commands()::update);
        twin.grid().onOpen(() -> created.map().showSelection());
        ViewCommands commands = commands();
        commands.add(ViewCommand.FILTER, field::setFocus, this::hasState);
        created.addCommands(commands, this::zoomToContent);
        ViewCommand[] menu = addCommands(commands).toArray(ViewCommand[]::new);
        commands.toolBar(
                ViewCommand.ZOOM_IN,
                ViewCommand.ZOOM_OUT,
                ViewCommand.ZOOM_SELECTION,
                ViewCommand.ZOOM_CONTENT,
                ViewCommand.ZOOM_ALL,
                null,
                ViewCommand.WATCH);
        commands.viewMenu(ViewCommand.FILTER);
        commands.contextMenu(created.map(), menu);
        commands.contextMenu(twin.grid(), menu);
    }

    private void ask(FilterWords asked) {
        check(asked);
        words = asked;
        AddressRange range = asked.range();
        if (range != null) {
            map().select(range);
            map().showSelection();
        }
        MapSource<T> of = source;
        if (of != null) {
            await(Objects.requireNonNull(table).show(new MapRows<>(of, asked, new FirstBatch<>(of)), Since.OTHER));
        }
    }

    @Override
    protected void save(IMemento memento) {
        Objects.requireNonNull(filter).save(memento);
        Objects.requireNonNull(part).save(memento);
    }

    @Override
    protected void restore(IMemento memento) {
        Objects.requireNonNull(filter).restore(memento);
        Objects.requireNonNull(part).restore(memento);
    }

    @Override
    protected final Control mainControl() {
        return map();
    }

    @Override
    protected final CompletableFuture<?> show(RealmState state, Since since) {
        CompletableFuture<? extends @Nullable MapSource<T>> request = source(state);
        awaited = request;
        CompletableFuture<Boolean> shown = new CompletableFuture<>();
        request.whenCompleteAsync(
                (found, failure) -> {
                    if (failure != null) {
                        fail(failure);
                        shown.complete(false);
                    } else if (awaited != request || state != state()) {
                        shown.complete(false);
                    } else if (found == null) {
                        clear();
                        shown.complete(false);
                    } else {
                        show(found, since).whenComplete((done, problem) -> shown.complete(problem == null));
                    }
                },
                ui());
        return shown;
    }

    private CompletableFuture<?> show(MapSource<T> now, Since since) {
        source = now;
        boolean fresh = !now.name().equals(shownName) || since == Since.OTHER;
        shownName = now.name();
        FirstBatch<T> first = new FirstBatch<>(now);
        return CompletableFuture.allOf(
                readMap(now, first, fresh),
                Objects.requireNonNull(table).show(new MapRows<>(now, words, first), fresh ? Since.OTHER : since));
    }

    @Override
    protected final void cancel() {
        CompletableFuture<MapContent> read = reading;
        if (read != null) {
            read.cancel(true);
        }
        Objects.requireNonNull(table).cancel();
    }

    @Override
    protected final void clear() {
        cancel();
        source = null;
        content = null;
        map().clear();
        Objects.requireNonNull(table).clear();
    }

    @Override
    public void reveal(RealmAddress address) {
        wanted = address.range();
        revealWanted();
    }

    /** Reads the space of {@link #source} anew because it is another one. */
    protected final void spaceChanged() {
        content = null;
        reload(Since.OTHER);
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

    /** The table. */
    protected final Grid<T> grid() {
        return Objects.requireNonNull(table).grid();
    }

    /** Whether there is a space to show. */
    protected final boolean hasSpace() {
        return source != null;
    }

    /** The selected addresses. */
    protected final AddressRange selected() {
        return map().selected();
    }

    /** Reads the whole space, and where that is too much for a map, then what the map shows. */
    private CompletableFuture<?> readMap(MapSource<T> of, FirstBatch<T> first, boolean zooms) {
        return Requests.then(read(of, null, first), whole -> {
            content = whole;
            map().setContent(
                            whole.space(),
                            of.split(),
                            whole.lanes(),
                            whole.lanes().get(of.overall()));
            commands().update();
            if (zooms && wanted == null) {
                map().goTo(whole.inUse().base());
                if (!Objects.requireNonNull(part).showSaved()) {
                    zoomToContent();
                }
            }
            revealWanted();
            return readShown();
        });
    }

    /** Reads what the map shows, if the whole of the space was not read in all its detail. */
    private CompletableFuture<?> readShown() {
        MapSource<T> of = source;
        MapContent whole = content;
        if (of == null || whole == null || whole.whole()) {
            return CompletableFuture.allOf();
        }
        return read(of, map().shown(), new FirstBatch<>(of))
                .thenAccept(shown -> map().setContent(
                                whole.space(),
                                of.split(),
                                shown.lanes(),
                                whole.lanes().get(of.overall())));
    }

    /** Reads a range in place of what is being read; completes on the UI thread. */
    private CompletableFuture<MapContent> read(MapSource<T> of, @Nullable AddressRange range, FirstBatch<T> first) {
        CompletableFuture<MapContent> before = reading;
        if (before != null) {
            before.cancel(true);
        }
        CompletableFuture<MapContent> request = MapReading.read(of, range, first);
        reading = request;
        return request.handleAsync(
                (answer, failure) -> {
                    if (reading != request) {
                        throw new CancellationException();
                    }
                    if (failure != null) {
                        fail(failure);
                        throw new CompletionException(failure);
                    }
                    return answer;
                },
                ui());
    }

    private void zoomToContent() {
        MapContent whole = content;
        if (whole != null) {
            AddressRange used = whole.inUse();
            long margin = used.length() / 16;
            map().show(new AddressRange(Math.max(0, used.base() - margin), used.end() + margin));
        }
    }

    private RowMark mark(T row) {
        MapSource<T> of = source;
        if (Objects.requireNonNull(table).isChanged(row)) {
            return RowMark.CHANGED;
        }
        return of == null || of.isInUse(row) ? RowMark.NONE : RowMark.MUTED;
    }
}
