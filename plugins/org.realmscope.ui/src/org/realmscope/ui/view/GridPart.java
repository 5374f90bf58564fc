package org.realmscope.ui.view;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.actions.ActionFactory;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.grid.GridModel.Branch;
import org.realmscope.ui.rows.NoRows;
import org.realmscope.ui.rows.PagedRows;
import org.realmscope.ui.rows.PagedSource;
import org.realmscope.ui.rows.TreeRows;
import org.realmscope.ui.rows.TreeRows.Since;
import org.realmscope.ui.rows.TreeSource;

/**
 * A grid as the main part of a view: its selection is the view's, its rows can be copied, what the user makes of its
 * columns is kept, and rows stay until those that come in their place have been read.
 *
 * @param <T> a row
 */
public final class GridPart<T> {
    private static final String COLUMNS = "columns";
    private static final String SORT = "sort";
    private static final String DESCENDING = "descending";

    private final RealmView view;
    private final Grid<T> grid;
    private @Nullable TreeRows<T> tree;
    private @Nullable PagedRows<T> pages;

    /** A grid of {@code view} in {@code parent}, which has a grid layout. */
    public GridPart(RealmView view, Composite parent, String name, List<GridColumn<T>> columns) {
        this.view = view;
        grid = new Grid<>(parent, name, columns, new NoRows<>());
        grid.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        IDialogSettings settings = view.settings();
        String layout = settings.get(COLUMNS);
        if (layout != null) {
            grid.restoreLayout(layout);
        }
        grid.onLayout(() -> settings.put(COLUMNS, grid.columns().layout()));
        join(view.commands());
    }

    /** The grid. */
    public Grid<T> grid() {
        return grid;
    }

    /** Gives the view its selection, Copy and Select All, and menus for columns and order. */
    private void join(ViewCommands commands) {
        view.getSite().setSelectionProvider(new Selection());
        commands.addGlobal(
                ActionFactory.COPY, this::copy, () -> !grid.selectedRows().isEmpty());
        commands.addGlobal(
                ActionFactory.SELECT_ALL, grid::selectAll, () -> grid.model().size() > 0);
        grid.onSelection(commands::update);
        addMenus(view.getViewSite().getActionBars().getMenuManager());
    }

    /** Writes down how rows are sorted; columns are kept for all views of the kind. */
    public void save(IMemento memento) {
        Sort sort = grid.columns().sort();
        if (sort != null) {
            memento.putString(SORT, sort.column());
            memento.putBoolean(DESCENDING, sort.descending());
        }
    }

    /** Takes up what {@link #save} wrote. */
    public void restore(IMemento memento) {
        String column = memento.getString(SORT);
        if (grid.columns().all().stream().anyMatch(each -> each.id().equals(column))) {
            grid.restoreSort(
                    new Sort(Objects.requireNonNull(column), Boolean.TRUE.equals(memento.getBoolean(DESCENDING))));
        }
    }

    /** Shows the rows of a tree; completes on the UI thread when they are there. */
    public CompletableFuture<Void> show(TreeSource<T> source, Since since) {
        TreeRows<T> shown = tree;
        if (shown != null && since != Since.OTHER) {
            return shown.refresh(source, since);
        }
        cancel();
        TreeRows<T> started = new TreeRows<>(source, view.ui(), view::fail);
        pages = null;
        tree = started;
        grid.adopt(started);
        return started.refresh(source, Since.OTHER);
    }

    /** Shows a list of which any part can be read; completes on the UI thread when the rows in sight are there. */
    public CompletableFuture<Void> show(PagedSource<T> source, Since since) {
        PagedRows<T> shown = pages;
        if (shown != null && since != Since.OTHER) {
            return shown.refresh(source);
        }
        cancel();
        PagedRows<T> started = new PagedRows<>(source, view.ui(), view::fail);
        tree = null;
        pages = started;
        grid.adopt(started);
        return started.refresh(source);
    }

    /** Gives up what is being read. */
    public void cancel() {
        TreeRows<T> rows = tree;
        if (rows != null) {
            rows.cancel();
        }
        PagedRows<T> list = pages;
        if (list != null) {
            list.cancel();
        }
    }

    /** Shows no rows. */
    public void clear() {
        cancel();
        tree = null;
        pages = null;
        grid.setModel(new NoRows<>());
    }

    /** Whether a row is another one than at the stop before, or was not there. */
    public boolean isChanged(T row) {
        TreeRows<T> rows = tree;
        return rows != null && rows.isChanged(row);
    }

    /** Opens rows of a tree, each below the one before, and selects the last one that there is. */
    public CompletableFuture<Void> reveal(List<Object> path) {
        TreeRows<T> rows = tree;
        return rows == null
                ? CompletableFuture.allOf()
                : rows.reveal(path)
                        .thenAcceptAsync(
                                index -> {
                                    if (index >= 0 && rows == tree) {
                                        grid.select(index);
                                    }
                                },
                                view.ui());
    }

    /** Opens the branch that the keyboard is at, or closes it; whether it is one. */
    public boolean toggle() {
        int index = grid.focusIndex();
        Branch branch = grid.model().branch(index);
        if (branch != Branch.LEAF) {
            grid.model().setOpen(index, branch == Branch.CLOSED);
        }
        return branch != Branch.LEAF;
    }

    /** Puts the selected rows on the clipboard. */
    public void copy() {
        String text = grid.selectedText();
        if (!text.isEmpty()) {
            Clipboard clipboard = new Clipboard(grid.getDisplay());
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
            clipboard.dispose();
        }
    }

    private void addMenus(IContributionManager bars) {
        MenuManager columns = new MenuManager("Columns");
        columns.setRemoveAllWhenShown(true);
        columns.addMenuListener(menu -> grid.columns().all().forEach(column -> columns.add(shower(column))));
        bars.add(columns);
        if (grid.columns().all().stream().anyMatch(GridColumn::sortable)) {
            MenuManager order = new MenuManager("Sort By");
            order.setRemoveAllWhenShown(true);
            order.addMenuListener(menu -> grid.columns().all().stream()
                    .filter(GridColumn::sortable)
                    .forEach(column -> order.add(sorter(column))));
            bars.add(order);
        }
    }

    private IAction shower(GridColumn<T> column) {
        Action action = new Action(column.title(), IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                grid.setShown(column, isChecked());
            }
        };
        action.setChecked(grid.columns().isShown(column));
        return action;
    }

    private IAction sorter(GridColumn<T> column) {
        Sort sort = grid.columns().sort();
        boolean sorts = sort != null && sort.column().equals(column.id());
        String direction = sort != null && sorts ? sort.descending() ? " (downwards)" : " (upwards)" : "";
        Action action = new Action(column.title() + direction, IAction.AS_CHECK_BOX) {
            @Override
            public void run() {
                grid.sortBy(column);
            }
        };
        action.setChecked(sorts);
        return action;
    }

    /** The selected rows as the workbench wants them. */
    private final class Selection implements ISelectionProvider {
        private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();

        Selection() {
            grid.onSelection(() -> {
                SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
                listeners.forEach(listener -> listener.selectionChanged(event));
            });
        }

        @Override
        public void addSelectionChangedListener(@Nullable ISelectionChangedListener listener) {
            listeners.add(Objects.requireNonNull(listener));
        }

        @Override
        public ISelection getSelection() {
            return new StructuredSelection(grid.selectedRows());
        }

        @Override
        public void removeSelectionChangedListener(@Nullable ISelectionChangedListener listener) {
            listeners.remove(Objects.requireNonNull(listener));
        }

        @Override
        public void setSelection(@Nullable ISelection selection) {
            if (selection instanceof StructuredSelection rows && rows.getFirstElement() != null) {
                grid.selectKey(Objects.requireNonNull(rows.getFirstElement()));
            }
        }
    }
}
