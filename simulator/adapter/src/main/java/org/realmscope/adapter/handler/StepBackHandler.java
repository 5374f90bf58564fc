package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.StepBackArguments;
import org.realmscope.adapter.debuggee.Stepping;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/** {@code stepBack}: goes back by a line or an instruction of a thread. */
public final class StepBackHandler implements RequestHandler<StepBackArguments, Void> {
    private final Stepping stepping;

    public StepBackHandler(Stepping stepping) {
        this.stepping = stepping;
    }

    @Override
    public Command<StepBackArguments, Void> command() {
        return Commands.STEP_BACK;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsStepBack(true);
    }

    @Override
    public Answer<Void> handle(StepBackArguments arguments) {
        return stepping.backwards(arguments.getThreadId(), arguments.getGranularity());
    }
}
