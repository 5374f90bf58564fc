package org.realmscope.debug.core.commands;

import org.eclipse.debug.core.commands.IDebugCommandHandler;

/** Steps back; elements of the model adapt to it as they do to the platform's handlers of steps forwards. */
public interface StepBackHandler extends IDebugCommandHandler {
    // The type is all that it has of its own.
}
