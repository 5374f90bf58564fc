package org.realmscope.debug.core.model;

import java.util.Objects;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.ProgressStartEventArguments;
import org.eclipse.lsp4j.debug.ProgressUpdateEventArguments;

/** Something that takes the adapter a while, in the Progress view, where people can cancel it. */
final class AdapterProgress extends Job {
    private static final int WHOLE = 100;

    private final Session session;
    private final ProgressStartEventArguments start;
    /** Guarded by this; null before the job runs. */
    private @Nullable IProgressMonitor shown;

    private int percentage;
    private boolean isEnded;

    AdapterProgress(Session session, ProgressStartEventArguments start) {
        super(Objects.requireNonNullElse(start.getTitle(), "Debug adapter"));
        this.session = session;
        this.start = start;
    }

    @Override
    protected synchronized IStatus run(IProgressMonitor monitor) {
        if (isEnded) {
            return Status.OK_STATUS;
        }
        monitor.beginTask(
                Objects.requireNonNullElse(start.getMessage(), ""),
                start.getPercentage() == null ? IProgressMonitor.UNKNOWN : WHOLE);
        shown = monitor;
        session.ended().thenAccept(code -> end());
        // No thread of the platform's waits meanwhile: end() says that it is done.
        return ASYNC_FINISH;
    }

    synchronized void update(ProgressUpdateEventArguments update) {
        IProgressMonitor monitor = shown;
        if (monitor == null) {
            return;
        }
        monitor.subTask(Objects.requireNonNullElse(update.getMessage(), ""));
        if (update.getPercentage() != null) {
            int reached = update.getPercentage().intValue();
            monitor.worked(reached - percentage);
            percentage = reached;
        }
    }

    synchronized void end() {
        boolean isShown = shown != null && !isEnded;
        isEnded = true;
        if (isShown) {
            done(Status.OK_STATUS);
        }
    }

    @Override
    protected void canceling() {
        CancelArguments arguments = new CancelArguments();
        arguments.setProgressId(start.getProgressId());
        session.told(session.server().cancel(arguments));
    }
}
