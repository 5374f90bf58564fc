package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code disconnect}: the client goes; the machine stays for the next one unless it is to be terminated. */
public final class DisconnectHandler implements RequestHandler<DisconnectArguments, Void> {
    private final Launcher launcher;
    private final Runnable leave;

    public DisconnectHandler(Launcher launcher, Runnable leave) {
        this.launcher = launcher;
        this.leave = leave;
    }

    @Override
    public Command<DisconnectArguments, Void> command() {
        return Commands.DISCONNECT;
    }

    @Override
    public Lane lane() {
        return Lane.ENDS_RUN;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportTerminateDebuggee(true);
    }

    @Override
    public Answer<Void> handle(DisconnectArguments arguments) {
        launcher.detach(!Boolean.FALSE.equals(arguments.getTerminateDebuggee()));
        return Answer.then(leave);
    }
}
