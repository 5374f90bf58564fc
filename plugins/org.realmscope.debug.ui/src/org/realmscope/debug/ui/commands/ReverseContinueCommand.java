package org.realmscope.debug.ui.commands;

import org.eclipse.debug.ui.actions.DebugCommandHandler;
import org.realmscope.debug.core.commands.ReverseContinueHandler;

/** Runs backwards to the latest earlier breakpoint. */
public final class ReverseContinueCommand extends DebugCommandHandler {
    @Override
    protected Class<?> getCommandType() {
        return ReverseContinueHandler.class;
    }
}
