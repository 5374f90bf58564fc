package org.realmscope.debug.core.protocol;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.realmscope.debug.core.RealmDebug;

/**
 * The one place where threads wait for answers of the debug adapter, because the platform's interfaces want a value at
 * once. On a UI thread that is refused.
 *
 * @param uiThread knows where waiting is refused
 */
public record ProtocolJoin(UiThread uiThread) {
    /** How often a cancellation is looked for, in milliseconds. */
    private static final long CANCEL_PERIOD = 100;

    /**
     * Waits for an answer.
     *
     * @throws DebugException if the adapter refuses, or is gone
     * @throws IllegalStateException on a UI thread
     */
    public <T> T join(CompletableFuture<T> future) throws DebugException {
        check();
        try {
            return future.join();
        } catch (CompletionException | CancellationException e) {
            throw failure(e);
        }
    }

    /**
     * Waits for an answer, which {@code monitor} can cancel.
     *
     * @throws DebugException if the adapter refuses, or is gone
     * @throws OperationCanceledException if the monitor was cancelled
     * @throws IllegalStateException on a UI thread
     */
    public <T> T join(CompletableFuture<T> future, IProgressMonitor monitor) throws DebugException {
        check();
        CountDownLatch done = new CountDownLatch(1);
        future.whenComplete((answer, failure) -> done.countDown());
        try {
            while (!done.await(CANCEL_PERIOD, TimeUnit.MILLISECONDS)) {
                if (monitor.isCanceled()) {
                    future.cancel(true);
                    throw new OperationCanceledException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            throw new OperationCanceledException(e.getMessage());
        }
        return join(future);
    }

    /** What went wrong, for people. */
    public static String message(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof ResponseErrorException refused) {
            return refused.getResponseError().getMessage();
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isWrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return isWrapper && cause != null ? cause(cause) : failure;
    }

    /** Whether a request failed because the connection ended, which people are told once, and not for each request. */
    public static boolean isLost(Throwable failure) {
        return cause(failure) instanceof ConnectionLostException;
    }

    /** The exception of the platform for a failure. */
    public static DebugException failure(Throwable failure) {
        int code = cause(failure) instanceof ResponseErrorException
                ? DebugException.REQUEST_FAILED
                : DebugException.TARGET_REQUEST_FAILED;
        return new DebugException(RealmDebug.error(code, message(failure), cause(failure)));
    }

    /** Whether the current thread is one on which waiting is refused. */
    public boolean isRefused() {
        return uiThread.isCurrent();
    }

    private void check() {
        if (isRefused()) {
            throw new IllegalStateException("An answer of the debug adapter is waited for on the UI thread");
        }
    }
}
