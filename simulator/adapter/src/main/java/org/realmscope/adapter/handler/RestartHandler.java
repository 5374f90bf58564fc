package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code restart}: launches the same scenario, read anew, with the breakpoints that are set. */
public final class RestartHandler implements RequestHandler<RestartArguments, Void> {
    private final Launcher launcher;

    public RestartHandler(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Command<RestartArguments, Void> command() {
        return Commands.RESTART;
    }

    @Override
    public Lane lane() {
        return Lane.ENDS_RUN;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsRestartRequest(true);
    }

    @Override
    public Answer<Void> handle(RestartArguments arguments) {
        launcher.relaunch();
        return Answer.then(launcher::start);
    }
}
