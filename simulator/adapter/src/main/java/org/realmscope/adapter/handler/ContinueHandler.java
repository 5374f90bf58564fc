package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.ContinueArguments;
import org.eclipse.lsp4j.debug.ContinueResponse;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/** {@code continue}: runs the machine until something stops it. */
public final class ContinueHandler implements RequestHandler<ContinueArguments, ContinueResponse> {
    private final Target target;
    private final Runner runner;

    public ContinueHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<ContinueArguments, ContinueResponse> command() {
        return Commands.CONTINUE;
    }

    @Override
    public Answer<ContinueResponse> handle(ContinueArguments arguments) {
        target.debuggee().livePe(arguments.getThreadId());
        ContinueResponse response = new ContinueResponse();
        response.setAllThreadsContinued(true);
        return new Answer<>(response, runner::resume);
    }
}
