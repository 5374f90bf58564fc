package org.realmscope.debug.core.commands;

import org.eclipse.debug.core.commands.IDebugCommandHandler;

/** Runs backwards; elements of the model adapt to it as they do to the platform's handler of running on. */
public interface ReverseContinueHandler extends IDebugCommandHandler {
    // The type is all that it has of its own.
}
