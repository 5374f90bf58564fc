package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.contexts.AbstractDebugContextProvider;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.view.ViewCommand;

/** The workbench of a test: views are opened in it, its debug context is what the test says, events are let happen. */
final class Bench {
    private static final long DEADLINE_MILLIS = 300_000;
    private static final int POLL_MILLIS = 20;
    private static final String CONSOLE = "org.eclipse.ui.console.ConsoleView";

    private final IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
    private final Map<IViewPart, MPart> opened = new LinkedHashMap<>();
    private final Context context = new Context();

    Bench() {
        hideOthers();
        service().addDebugContextProvider(context);
    }

    /**
     * Hides what the platform opens when it has time: the Debug view, whose selection would be the debug context then,
     * and the console, which comes to the front of the view that is looked at whenever the adapter writes something.
     */
    private void hideOthers() {
        hide(IDebugUIConstants.ID_DEBUG_VIEW);
        hide(CONSOLE);
    }

    private void hide(String id) {
        IViewPart view = page().findView(id);
        if (view != null) {
            page().hideView(view);
        }
    }

    IWorkbenchPage page() {
        return window.getActivePage();
    }

    Shell shell() {
        return window.getShell();
    }

    private IDebugContextService service() {
        return DebugUITools.getDebugContextManager().getContextService(window);
    }

    /** Opens a view in front. */
    <T> T open(Class<T> type, String id, @Nullable String secondary) throws PartInitException {
        IViewPart view = page().showView(id, secondary, IWorkbenchPage.VIEW_ACTIVATE);
        opened.put(view, Objects.requireNonNull(view.getSite().getService(MPart.class)));
        settle();
        return type.cast(view);
    }

    /** Opens a view in front, has it show a state, and waits for its grid, which may have no rows yet. */
    Grid<?> open(Class<? extends IViewPart> type, String id, String grid, RealmState state) throws PartInitException {
        open(type, id, null);
        await("view with " + grid, () -> {
            select(state);
            return hasGrid(grid);
        });
        return grid(grid);
    }

    /** Makes a state the active debug context; null for none. */
    void select(@Nullable RealmState state) {
        context.select(state == null ? StructuredSelection.EMPTY : new StructuredSelection(new Element(state)));
        settle();
    }

    /** Closes everything, and forgets what views have saved, so that the next test has them as they are at first. */
    void close() {
        opened.forEach((view, part) -> {
            page().hideView(view);
            part.getPersistedState().clear();
        });
        service().removeDebugContextProvider(context);
        settle();
    }

    /** Lets all events happen that are there. */
    void settle() {
        Display display = shell().getDisplay();
        for (int round = 0; round < 5; round++) {
            while (display.readAndDispatch()) {
                // One after the other.
            }
        }
    }

    /** Lets events happen until something is so. */
    void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    /** Lets events happen until something is so; {@code what} says in the end what was there instead. */
    void await(Supplier<String> what, BooleanSupplier condition) {
        Display display = shell().getDisplay();
        boolean[] late = new boolean[1];
        display.timerExec((int) DEADLINE_MILLIS, () -> late[0] = true);
        while (!condition.getAsBoolean()) {
            if (late[0]) {
                fail("waited in vain for: " + what.get());
            }
            hideOthers();
            if (!display.readAndDispatch()) {
                display.timerExec(POLL_MILLIS, () -> {
                    // Only wakes the display, for there may be nothing else that does.
                });
                display.sleep();
            }
        }
    }

    /** Whether a grid that is called so is in sight. */
    boolean hasGrid(String name) {
        return search(
                        shell(),
                        control -> control instanceof Grid<?> grid
                                && grid.accessibleName().equals(name))
                != null;
    }

    /** The grid that is called so. */
    Grid<?> grid(String name) {
        return (Grid<?>) find(control ->
                control instanceof Grid<?> grid && grid.accessibleName().equals(name));
    }

    /** What a view shows while there is no session. */
    Link startLink(String purpose) {
        return (Link) find(isStartLink(purpose));
    }

    /** Whether what a view shows while there is no session is in sight. */
    boolean hasStartLink(String purpose) {
        return search(shell(), isStartLink(purpose)) != null;
    }

    private static Predicate<Control> isStartLink(String purpose) {
        return control -> control instanceof Link link
                && link.getText()
                        .equals("<a>Start a Realm Debug session</a> " + purpose + ", or select one in the Debug view.");
    }

    /** Waits for a dialog, reads its first text and closes it. */
    String dialog(String title) {
        await("dialog " + title, () -> shell(title) != null);
        Shell dialog = Objects.requireNonNull(shell(title));
        String text = ((Text) Objects.requireNonNull(search(dialog, Text.class::isInstance))).getText();
        dialog.close();
        return text;
    }

    private @Nullable Shell shell(String title) {
        return Arrays.stream(shell().getDisplay().getShells())
                .filter(each -> each.getText().equals(title))
                .findFirst()
                .orElse(null);
    }

    /** Has the active view do a command, as its key would. */
    void run(ViewCommand command) throws CommandException {
        page().getActivePart().getSite().getService(IHandlerService.class).executeCommand(command.id(), null);
        settle();
    }

    /** The first visible control that fits. */
    Control find(Predicate<Control> wanted) {
        Control found = search(shell(), wanted);
        if (found == null) {
            throw new AssertionError("no such control");
        }
        return found;
    }

    private static @Nullable Control search(Composite in, Predicate<Control> wanted) {
        for (Control child : in.getChildren()) {
            if (child.isVisible() && wanted.test(child)) {
                return child;
            }
            Control found = child instanceof Composite inner ? search(inner, wanted) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Writes a filter into the field of the view that a grid is in. */
    void filter(Grid<?> grid, String filter) {
        Composite view = grid.getParent();
        Text field = null;
        while (field == null) {
            field = (Text) search(
                    view,
                    control -> control instanceof Text text && text.getMessage().startsWith("Filter"));
            view = view.getParent();
        }
        field.setText(filter);
        field.notifyListeners(SWT.DefaultSelection, new Event());
        settle();
    }

    /** Presses a key that has a code, such as an arrow. */
    void press(Control control, int key, int modifiers) {
        Event event = new Event();
        event.keyCode = key;
        event.stateMask = modifiers;
        control.notifyListeners(SWT.KeyDown, event);
        settle();
    }

    /** What a row of a grid shows, column by column. */
    static <T> List<String> row(Grid<T> grid, int index) {
        @Nullable
        T row = index >= 0 && index < grid.model().size() ? grid.model().row(index) : null;
        return row == null
                ? List.of()
                : grid.columns().shown().stream()
                        .map(column -> column.textOf(row))
                        .toList();
    }

    private record Element(RealmState state) implements IAdaptable {
        @Override
        public <A> A getAdapter(@Nullable Class<A> type) {
            return Objects.requireNonNull(type).cast(type == RealmState.class ? state : null);
        }
    }

    private static final class Context extends AbstractDebugContextProvider {
        private ISelection selected = StructuredSelection.EMPTY;

        Context() {
            super(null);
        }

        @Override
        public ISelection getActiveContext() {
            return selected;
        }

        void select(ISelection selection) {
            selected = selection;
            fire(new DebugContextEvent(this, selection, DebugContextEvent.ACTIVATED));
        }
    }
}
