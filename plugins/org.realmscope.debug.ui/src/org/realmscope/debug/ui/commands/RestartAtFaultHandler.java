package org.realmscope.debug.ui.commands;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.commands.Restart;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.state.RealmState;

/**
 * Builds what has changed, launches the machine again, and stops it at the stage 2 fault that was the latest where the
 * selected machine or moment stands.
 */
public final class RestartAtFaultHandler extends SuspendedMachineHandler {
    @Override
    public boolean isEnabled() {
        RealmState state = DebugContext.state();
        return super.isEnabled()
                && state != null
                && state.isSuspended()
                && state.session() instanceof Session session
                && session.canRestart();
    }

    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        RealmState state = DebugContext.state();
        if (state != null) {
            Job job = Job.create(
                    "Restarting at the same fault", (ICoreRunnable) monitor -> Restart.toFaultOf(state, monitor));
            job.setUser(true);
            job.schedule();
        }
        return null;
    }
}
