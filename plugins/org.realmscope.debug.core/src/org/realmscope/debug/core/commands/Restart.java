package org.realmscope.debug.core.commands;

import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.IRequest;
import org.eclipse.debug.core.commands.AbstractDebugCommand;
import org.eclipse.debug.core.commands.IEnabledStateRequest;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.BuildProblems;
import org.realmscope.debug.core.model.RealmElement;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.state.RealmState;

/** Builds what has changed in the workspace, and launches machines again, each in the adapter that it has. */
public final class Restart extends AbstractDebugCommand implements IRestartHandler {
    private static final int STEPS = 4;

    /**
     * Launches the machine of a state again, to where it has taken as many stage 2 faults as there.
     *
     * @throws CoreException if there has been no fault, the build has failed, or the adapter refuses
     */
    public static void toFaultOf(RealmState state, IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Restarting", STEPS);
        Session session = (Session) state.session();
        Long fault = session.join().join(session.faultAt(state.moment()), progress.split(1));
        if (fault == null) {
            throw new CoreException(RealmDebug.error(
                    RealmDebug.REQUEST_REFUSED,
                    "At moment %s no stage 2 fault has been taken to which the machine could be restarted"
                            .formatted(state.moment()),
                    null));
        }
        restart(session, fault, progress.split(STEPS - 1));
    }

    private static void restart(Session session, @Nullable Long fault, IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Restarting", 2);
        ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, progress.split(1));
        ILaunchConfiguration configuration = session.launch().getLaunchConfiguration();
        if (configuration != null) {
            BuildProblems.check(configuration);
        }
        session.join().join(session.restart(fault), progress.split(1));
    }

    @Override
    protected @Nullable Object getTarget(Object element) {
        return element instanceof RealmElement of ? of.target().session() : null;
    }

    @Override
    protected boolean isExecutable(Object[] targets, IProgressMonitor monitor, IEnabledStateRequest request) {
        for (Object each : targets) {
            if (!((Session) each).canRestart()) {
                return false;
            }
        }
        return targets.length > 0;
    }

    @Override
    protected void doExecute(Object[] targets, IProgressMonitor monitor, IRequest request) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, targets.length);
        for (Object each : targets) {
            restart((Session) each, null, progress.split(1));
        }
    }
}
