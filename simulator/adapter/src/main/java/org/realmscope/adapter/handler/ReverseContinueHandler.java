package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.ReverseContinueArguments;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/** {@code reverseContinue}: goes back to the latest earlier stop of a breakpoint. */
public final class ReverseContinueHandler implements RequestHandler<ReverseContinueArguments, Void> {
    private final Target target;
    private final Runner runner;

    public ReverseContinueHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<ReverseContinueArguments, Void> command() {
        return Commands.REVERSE_CONTINUE;
    }

    @Override
    public Answer<Void> handle(ReverseContinueArguments arguments) {
        Debuggee debuggee = target.debuggee();
        debuggee.livePe(arguments.getThreadId());
        return Answer.then(() -> runner.searchBack(debuggee.session()::reverseContinue));
    }
}
