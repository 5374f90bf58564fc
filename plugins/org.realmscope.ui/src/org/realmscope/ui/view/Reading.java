package org.realmscope.ui.view;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;

/** Something that is read for a view, as the Progress view shows it. Cancelling it there gives it up. */
final class Reading extends Job {
    private final CompletableFuture<?> read;
    private final Runnable giveUp;

    /**
     * A job that ends when {@code read} does.
     *
     * @param giveUp runs when the job is cancelled, on any thread
     */
    Reading(String name, CompletableFuture<?> read, Runnable giveUp) {
        super(name);
        this.read = read;
        this.giveUp = giveUp;
    }

    @Override
    protected IStatus run(@Nullable IProgressMonitor monitor) {
        Objects.requireNonNull(monitor).beginTask(getName(), IProgressMonitor.UNKNOWN);
        setThread(Thread.currentThread());
        read.whenComplete((answer, failure) -> done(Status.OK_STATUS));
        return ASYNC_FINISH;
    }

    @Override
    protected void canceling() {
        giveUp.run();
    }
}
