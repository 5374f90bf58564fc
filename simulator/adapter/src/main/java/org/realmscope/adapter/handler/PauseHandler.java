package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.PauseArguments;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code pause}: stops the machine; the whole machine stands still, whatever thread is named. */
public final class PauseHandler implements RequestHandler<PauseArguments, Void> {
    private final Runner runner;

    public PauseHandler(Runner runner) {
        this.runner = runner;
    }

    @Override
    public Command<PauseArguments, Void> command() {
        return Commands.PAUSE;
    }

    @Override
    public Lane lane() {
        return Lane.AT_ONCE;
    }

    @Override
    public Answer<Void> handle(PauseArguments arguments) {
        runner.requestPause();
        return Answer.done();
    }
}
