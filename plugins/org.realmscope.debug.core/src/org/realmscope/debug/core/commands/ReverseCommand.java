package org.realmscope.debug.core.commands;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.IRequest;
import org.eclipse.debug.core.commands.AbstractDebugCommand;
import org.eclipse.debug.core.commands.IEnabledStateRequest;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.model.Reversible;

/** What goes back to where it came from, on threads of the platform's. */
abstract class ReverseCommand extends AbstractDebugCommand {
    abstract boolean can(Reversible target);

    abstract void run(Reversible target) throws DebugException;

    @Override
    protected @Nullable Object getTarget(Object element) {
        return Adapters.adapt(element, Reversible.class);
    }

    @Override
    protected boolean isExecutable(Object[] targets, IProgressMonitor monitor, IEnabledStateRequest request) {
        for (Object each : targets) {
            if (!can((Reversible) each)) {
                return false;
            }
        }
        return targets.length > 0;
    }

    @Override
    protected void doExecute(Object[] targets, IProgressMonitor monitor, IRequest request) throws DebugException {
        for (Object each : targets) {
            run((Reversible) each);
        }
    }

    /** Steps back. */
    static final class StepBack extends ReverseCommand implements StepBackHandler {
        @Override
        boolean can(Reversible target) {
            return target.canStepBack();
        }

        @Override
        void run(Reversible target) throws DebugException {
            target.stepBack();
        }
    }

    /** Runs backwards. */
    static final class ReverseContinue extends ReverseCommand implements ReverseContinueHandler {
        @Override
        boolean can(Reversible target) {
            return target.canReverseContinue();
        }

        @Override
        void run(Reversible target) throws DebugException {
            target.reverseContinue();
        }
    }
}
