package org.realmscope.ide.driver;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.realmscope.ui.grid.Grid;

/** The workbench's one window. Its methods are for any thread but the UI's. */
final class Desktop {
    private static final String PERSPECTIVE = "org.realmscope.ui.perspective";

    // For what nobody would wait any longer.
    static final long DEADLINE_SECONDS = 300;

    private final Display display = PlatformUI.getWorkbench().getDisplay();

    /** Brings the perspective "Realm Debug" to the front, without the page that welcomes people. */
    void openPerspective() throws CoreException {
        display.syncCall(() -> {
            IWorkbenchWindow window = window();
            IViewPart intro = page().findView("org.eclipse.ui.internal.introview");
            if (intro != null) {
                page().hideView(intro);
            }
            PlatformUI.getWorkbench().showPerspective(PERSPECTIVE, window);
            return window;
        });
        String opened = display.syncCall(() -> page().getPerspective().getId());
        if (!PERSPECTIVE.equals(opened)) {
            throw new CoreException(Status.error("the perspective in front is " + opened));
        }
    }

    /** Opens a view of the page. */
    void show(String view) throws CoreException {
        display.syncCall(() -> page().showView(view));
    }

    /** Closes a view of the page. */
    void hide(String view) {
        display.syncExec(() -> {
            IViewPart open = page().findView(view);
            if (open != null) {
                page().hideView(open);
            }
        });
    }

    /** Opens a view of the page and gives it to {@code taker} on the UI thread. */
    <T> void onView(String id, Class<T> type, Consumer<T> taker) throws CoreException {
        display.syncCall(() -> {
            IViewPart view = page().showView(id);
            taker.accept(type.cast(view));
            return view;
        });
    }

    /** The visible grid that is called so. For the UI thread. */
    Grid<?> grid(String name) {
        return (Grid<?>) Objects.requireNonNull(search(
                window().getShell(),
                control -> control instanceof Grid<?> grid
                        && grid.isVisible()
                        && grid.accessibleName().equals(name)));
    }

    /** Writes into the filter that is beside a grid. For the UI thread. */
    void filter(String grid, String words) {
        Text field = (Text) Objects.requireNonNull(search(grid(grid).getParent(), Text.class::isInstance));
        field.setText(words);
        field.notifyListeners(SWT.DefaultSelection, new Event());
    }

    private static @Nullable Control search(Composite in, Predicate<Control> wanted) {
        for (Control child : in.getChildren()) {
            Control found =
                    wanted.test(child) ? child : child instanceof Composite inner ? search(inner, wanted) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Paints everything that is out of date. For the UI thread. */
    void paint() {
        display.update();
    }

    /** Waits until something is so on the UI thread. */
    void until(BooleanSupplier condition) throws CoreException {
        CompletableFuture<Void> met = new CompletableFuture<>();
        display.asyncExec(new Runnable() {
            @Override
            public void run() {
                if (condition.getAsBoolean()) {
                    met.complete(null);
                } else {
                    display.timerExec(1, this);
                }
            }
        });
        get(met, "expected state of the window");
    }

    /** Does something on the UI thread, and does not wait for it. */
    void later(Runnable work) {
        display.asyncExec(work);
    }

    /** Executes a command as soon as it can be chosen. */
    void command(String id) throws CoreException {
        Command chosen =
                PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(id);
        until(chosen::isEnabled);
        CompletableFuture<@Nullable Object> executed = new CompletableFuture<>();
        display.asyncExec(() -> {
            try {
                executed.complete(window().getService(IHandlerService.class).executeCommand(id, null));
            } catch (CommandException e) {
                executed.completeExceptionally(e);
            }
        });
        get(executed, "execution of " + id);
    }

    /** Gives the window a size, at the corner of the screen. */
    void resize(int width, int height) {
        display.syncExec(() -> {
            Shell shell = window().getShell();
            shell.setMaximized(false);
            shell.setBounds(0, 0, width, height);
        });
    }

    /** Makes a picture of the window when everything has settled. */
    void picture(Path file) throws CoreException {
        settle(2000);
        display.syncExec(() -> {
            Shell shell = window().getShell();
            // Without a window manager there is no trim, although the bounds have room for it.
            Point begin = shell.getLocation();
            Point end = shell.toDisplay(shell.getClientArea().width, shell.getClientArea().height);
            Image image = new Image(display, end.x - begin.x, end.y - begin.y);
            GC gc = new GC(display);
            gc.copyArea(image, begin.x, begin.y);
            gc.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            loader.compression = 9;
            loader.save(file.toString(), SWT.IMAGE_PNG);
            image.dispose();
        });
    }

    /** Waits until nothing is done in the background but what this thread does. */
    void awaitJobs() throws CoreException {
        Job own = Job.getJobManager().currentJob();
        until(() -> Arrays.stream(Job.getJobManager().find(null))
                .allMatch(each -> each == own || each.getState() == Job.SLEEPING || each.getState() == Job.NONE));
    }

    /** Lets the window work for a while. */
    void settle(int milliseconds) throws CoreException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        display.asyncExec(() -> display.timerExec(milliseconds, () -> over.complete(null)));
        get(over, "turn of the timer");
    }

    /** Waits for a result, which {@code what} names. */
    static <T> T get(CompletableFuture<T> future, String what) throws CoreException {
        return get(future, what, DEADLINE_SECONDS);
    }

    /** Waits for a result so many seconds. */
    static <T> T get(CompletableFuture<T> future, String what, long seconds) throws CoreException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new CoreException(Status.error("there was no " + what, e));
        }
    }

    private static IWorkbenchWindow window() {
        return Objects.requireNonNull(PlatformUI.getWorkbench().getWorkbenchWindows()[0]);
    }

    private static IWorkbenchPage page() {
        return Objects.requireNonNull(window().getActivePage());
    }
}
