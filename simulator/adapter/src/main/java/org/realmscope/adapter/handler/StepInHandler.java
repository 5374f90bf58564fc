package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.StepInArguments;
import org.realmscope.adapter.debuggee.Stepping;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.LineStep;

/** {@code stepIn}: steps a thread into what its line calls. */
public final class StepInHandler implements RequestHandler<StepInArguments, Void> {
    private final Stepping stepping;

    public StepInHandler(Stepping stepping) {
        this.stepping = stepping;
    }

    @Override
    public Command<StepInArguments, Void> command() {
        return Commands.STEP_IN;
    }

    @Override
    public Answer<Void> handle(StepInArguments arguments) {
        Integer call = arguments.getTargetId();
        return call == null
                ? stepping.forwards(arguments.getThreadId(), LineStep.INTO, arguments.getGranularity())
                : stepping.into(arguments.getThreadId(), call);
    }
}
