package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code terminate}: ends the machine; the client stays until it disconnects. */
public final class TerminateHandler implements RequestHandler<TerminateArguments, Void> {
    private final Launcher launcher;
    private final Runner runner;

    public TerminateHandler(Launcher launcher, Runner runner) {
        this.launcher = launcher;
        this.runner = runner;
    }

    @Override
    public Command<TerminateArguments, Void> command() {
        return Commands.TERMINATE;
    }

    @Override
    public Lane lane() {
        return Lane.ENDS_RUN;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsTerminateRequest(true);
    }

    @Override
    public Answer<Void> handle(TerminateArguments arguments) {
        launcher.detach(true);
        return Answer.then(runner::terminate);
    }
}
