package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.StepOutArguments;
import org.realmscope.adapter.debuggee.Stepping;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.LineStep;

/** {@code stepOut}: runs until a function has returned. */
public final class StepOutHandler implements RequestHandler<StepOutArguments, Void> {
    private final Stepping stepping;

    public StepOutHandler(Stepping stepping) {
        this.stepping = stepping;
    }

    @Override
    public Command<StepOutArguments, Void> command() {
        return Commands.STEP_OUT;
    }

    @Override
    public Answer<Void> handle(StepOutArguments arguments) {
        return stepping.forwards(arguments.getThreadId(), LineStep.OUT, arguments.getGranularity());
    }
}
