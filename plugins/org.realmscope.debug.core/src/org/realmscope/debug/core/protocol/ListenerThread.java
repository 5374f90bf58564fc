package org.realmscope.debug.core.protocol;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Tells listeners of the platform, one after another, of what a debug adapter has said. They may wait for answers of
 * the adapter, or for jobs that do, as the Debug view when a launch changes; so the thread that reads answers must not
 * tell them. The thread is there while there is something to tell, and a short time after.
 */
public final class ListenerThread implements Executor {
    /** How long the thread waits for more, in seconds. */
    private static final long PATIENCE = 1;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            PATIENCE,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("Realm Debug: listeners").daemon().factory());

    /** Tells nobody anything yet. */
    public ListenerThread() {
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(@Nullable Runnable told) {
        thread.execute(Objects.requireNonNull(told));
    }
}
