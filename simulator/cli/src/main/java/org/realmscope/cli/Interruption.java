package org.realmscope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.control.Pause;

/**
 * Lets Ctrl-C stop a run instead of the JVM: the run comes back, and what it has shown can still be printed before the
 * JVM ends.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch printed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Pause> running = new AtomicReference<>();
    private final Thread hook = new Thread(this::interrupt, "Ctrl-C");
    private volatile boolean requested;

    private Interruption() {}

    /** Watches for Ctrl-C until it is closed. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Names the run that Ctrl-C stops. */
    void stops(Pause pause) {
        running.set(pause);
        if (requested) {
            pause.request();
        }
    }

    /** Whether Ctrl-C was pressed. */
    boolean isRequested() {
        return requested;
    }

    private void interrupt() {
        requested = true;
        Pause pause = running.get();
        if (pause != null) {
            pause.request();
            try {
                printed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        printed.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
