package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** What a person at the screen does. Tests are on the UI thread, and every wait has a deadline. */
final class Screen {
    private static final long DEADLINE_SECONDS = 300;
    private static final int POLL_MS = 20;

    private Screen() {}

    static Display display() {
        return PlatformUI.getWorkbench().getDisplay();
    }

    static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    /** Handles events until something is so. */
    static void until(BooleanSupplier holds, Supplier<String> what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            if (!display().readAndDispatch()) {
                display().timerExec(POLL_MS, () -> {
                    // Only wakes the display, for there may be nothing else that does.
                });
                display().sleep();
            }
        }
    }

    /** Opens something. */
    @FunctionalInterface
    interface Opening<E extends Exception> {
        void run() throws E;
    }

    /**
     * Opens a dialog, does something with it as soon as it is there, and closes it if that does not. What fails in it
     * fails here.
     */
    static <E extends Exception> void inDialog(String title, Opening<E> opening, Consumer<Shell> work) throws E {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        whenOpen(title, work, done, System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS));
        opening.run();
        until(done::isDone, () -> "the dialog " + title + " stays");
        assertDoesNotThrow(done::join, title);
    }

    private static void whenOpen(String title, Consumer<Shell> work, CompletableFuture<Boolean> done, long deadline) {
        for (Shell each : display().getShells()) {
            if (each.getText().equals(title) && each.isVisible()) {
                // Timers come while the dialog is still being opened, and has no layout; this comes behind that.
                display().asyncExec(() -> work(each, work, done));
                return;
            }
        }
        if (System.nanoTime() < deadline) {
            display().timerExec(POLL_MS, () -> whenOpen(title, work, done, deadline));
        } else {
            done.completeExceptionally(new AssertionError("no dialog " + title));
        }
    }

    private static void work(Shell dialog, Consumer<Shell> work, CompletableFuture<Boolean> done) {
        CompletableFuture<Boolean> worked = CompletableFuture.completedFuture(dialog)
                .thenApply(shell -> {
                    work.accept(shell);
                    return true;
                });
        if (!dialog.isDisposed()) {
            dialog.close();
        }
        worked.whenComplete((answer, failure) -> {
            if (failure == null) {
                done.complete(answer);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }

    /** Every control in another one, in its order. */
    static List<Control> controls(Control control) {
        List<Control> all = new ArrayList<>(List.of(control));
        if (control instanceof Composite composite) {
            for (Control each : composite.getChildren()) {
                all.addAll(controls(each));
            }
        }
        return all;
    }

    /** The control of a type behind a label. */
    static <C extends Control> C labelled(Shell shell, String label, Class<C> type) {
        boolean isBehind = false;
        for (Control each : controls(shell)) {
            if (isBehind && type.isInstance(each)) {
                return type.cast(each);
            }
            isBehind |= each instanceof Label text && plain(text.getText()).equals(label);
        }
        throw new AssertionError("no control behind " + label);
    }

    static Button button(Shell shell, String text) {
        return one(shell, Button.class, button -> plain(button.getText()).startsWith(text));
    }

    static <C extends Control> C one(Control in, Class<C> type, Predicate<C> wanted) {
        return controls(in).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such " + type.getSimpleName()));
    }

    /** Presses a button; one of several radio buttons is the only one that is on. */
    static void press(Button button) {
        assertTrue(button.isEnabled(), button.getText());
        if ((button.getStyle() & SWT.RADIO) != 0) {
            for (Control each : button.getParent().getChildren()) {
                if (each instanceof Button other && (other.getStyle() & SWT.RADIO) != 0) {
                    other.setSelection(other == button);
                }
            }
        } else if ((button.getStyle() & SWT.CHECK) != 0) {
            button.setSelection(!button.getSelection());
        }
        button.notifyListeners(SWT.Selection, new Event());
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.replace("&", "");
    }
}
