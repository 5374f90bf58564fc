package org.realmscope.ide.driver;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

/** The workbench's one window. Its methods may be called on any thread but the UI's. */
final class Desktop {
    /** For what a person would not wait any longer. */
    static final long DEADLINE_SECONDS = 60;

    private static final String PERSPECTIVE = "org.realmscope.ui.perspective";

    private final Display display = PlatformUI.getWorkbench().getDisplay();

    /** Does something on the UI thread, and waits for what comes of it. */
    <T> T call(Callable<T> work) throws CoreException {
        CompletableFuture<T> result = new CompletableFuture<>();
        display.asyncExec(() -> result.completeAsync(() -> Objects.requireNonNull(null)));
        return get(result, "answer of the window");
    }

    /** Waits for a result. */
    static <T> T get(CompletableFuture<T> future, String what) throws CoreException {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new CoreException(Status.error("there was no " + what, e));
        }
    }
}
