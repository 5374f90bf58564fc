package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/**
 * {@code cancel}: stops what shows a progress. A request that waits is cancelled before this one is handled; one that
 * is being handled comes to its end.
 */
public final class CancelHandler implements RequestHandler<CancelArguments, Void> {
    private final Runner runner;

    public CancelHandler(Runner runner) {
        this.runner = runner;
    }

    @Override
    public Command<CancelArguments, Void> command() {
        return Commands.CANCEL;
    }

    @Override
    public Lane lane() {
        return Lane.AT_ONCE;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsCancelRequest(true);
    }

    @Override
    public Answer<Void> handle(CancelArguments arguments) {
        String progress = arguments.getProgressId();
        if (progress != null) {
            runner.cancel(progress);
        }
        return Answer.done();
    }
}
