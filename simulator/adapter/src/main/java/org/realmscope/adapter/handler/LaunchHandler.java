package org.realmscope.adapter.handler;

import java.util.Map;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.LaunchOptions;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;

/** {@code launch}: makes the machine of a scenario, which stands at reset until the configuration is done. */
public final class LaunchHandler implements RequestHandler<Map<String, Object>, Void> {
    private final Target target;
    private final Launcher launcher;
    private final Client client;

    public LaunchHandler(Target target, Launcher launcher, Client client) {
        this.target = target;
        this.launcher = launcher;
        this.client = client;
    }

    @Override
    public Command<Map<String, Object>, Void> command() {
        return Commands.LAUNCH;
    }

    @Override
    public Answer<Void> handle(Map<String, Object> arguments) {
        if (target.hasDebuggee()) {
            throw new RequestError(
                    ErrorCode.MACHINE_EXISTS, "a machine is there already; attach to it, or terminate it first");
        }
        launcher.launch(LaunchOptions.of(arguments));
        return Answer.then(() -> client.events().initialized());
    }
}
