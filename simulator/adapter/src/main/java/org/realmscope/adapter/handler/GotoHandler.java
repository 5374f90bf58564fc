package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.GotoArguments;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.inspect.RegisterChange;

/** {@code goto}: lets a thread go on somewhere else in its function, which gives up what was known of the run after. */
public final class GotoHandler implements RequestHandler<GotoArguments, Void> {
    private final Target target;
    private final Runner runner;

    public GotoHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<GotoArguments, Void> command() {
        return Commands.GOTO;
    }

    @Override
    public Answer<Void> handle(GotoArguments arguments) {
        Debuggee debuggee = target.debuggee();
        int pe = debuggee.livePe(arguments.getThreadId());
        long address = debuggee.references().place(arguments.getTargetId(), arguments.getThreadId(), pe);
        return Answer.then(() -> runner.step(() -> {
            debuggee.session().apply(RegisterChange.of(pe, "PC", address));
            return new Stop.MomentReached(debuggee.session().machine().now(), pe);
        }));
    }
}
