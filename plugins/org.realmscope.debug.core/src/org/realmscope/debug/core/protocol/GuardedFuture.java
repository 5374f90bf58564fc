package org.realmscope.debug.core.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A future that refuses to be waited for on a UI thread, even when it is complete: whether it is depends on how busy
 * the machine is, and a mistake must not hide behind that. What is made of it is guarded as well.
 *
 * @param <T> of the answer
 */
final class GuardedFuture<T> extends CompletableFuture<T> {
    private final UiThread uiThread;

    GuardedFuture(UiThread uiThread) {
        this.uiThread = uiThread;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new GuardedFuture<>(uiThread);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        check();
        return super.get();
    }

    @Override
    public T get(long timeout, @Nullable TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        check();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        check();
        return super.join();
    }

    private void check() {
        if (uiThread.isCurrent()) {
            throw new IllegalStateException("An answer of the debug adapter is waited for on the UI thread");
        }
    }
}
