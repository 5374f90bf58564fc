package org.realmscope.ui.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * Runs the steps of a view on the UI thread, as long as it is there. What a step leads to runs right behind it, never
 * within it: after a stop the platform has much to do on that thread, and each step would have to wait behind all that.
 */
final class UiSteps implements Executor {
    private final Control view;
    private final Display display;
    /** What the step that runs has led to. Confined to the UI thread, as what follows. */
    private final Deque<Runnable> next = new ArrayDeque<>();

    private boolean isRunning;

    /** Runs steps until {@code view} is gone. */
    UiSteps(Control view) {
        this.view = view;
        this.display = view.getDisplay();
    }

    @Override
    public void execute(@Nullable Runnable given) {
        Runnable step = Objects.requireNonNull(given);
        if (display == Display.getCurrent() && isRunning) {
            next.add(step);
            // If the step that runs opens a dialog, or fails.
            display.asyncExec(this::rest);
        } else if (!display.isDisposed()) {
            display.asyncExec(() -> run(step));
        }
    }

    private void rest() {
        if (!next.isEmpty()) {
            run(next.remove());
        }
    }

    /** Runs a step now, and what it leads to. */
    void run(Runnable first) {
        boolean isWithin = isRunning;
        isRunning = true;
        next.addFirst(first);
        try {
            while (!next.isEmpty()) {
                Runnable step = next.remove();
                if (!view.isDisposed()) {
                    step.run();
                }
            }
        } finally {
            isRunning = isWithin;
        }
    }
}
