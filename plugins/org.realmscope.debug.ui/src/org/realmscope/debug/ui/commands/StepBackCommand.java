package org.realmscope.debug.ui.commands;

import org.eclipse.debug.ui.actions.DebugCommandHandler;
import org.realmscope.debug.core.commands.StepBackHandler;

/** Steps back to the line, or with instruction stepping the instruction, before. */
public final class StepBackCommand extends DebugCommandHandler {
    @Override
    protected Class<?> getCommandType() {
        return StepBackHandler.class;
    }
}
