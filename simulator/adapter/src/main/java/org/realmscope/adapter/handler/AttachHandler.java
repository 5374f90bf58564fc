package org.realmscope.adapter.handler;

import java.util.Map;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/** {@code attach}: debugs on with the machine that an earlier client left behind. */
public final class AttachHandler implements RequestHandler<Map<String, Object>, Void> {
    private final Launcher launcher;
    private final Client client;

    public AttachHandler(Launcher launcher, Client client) {
        this.launcher = launcher;
        this.client = client;
    }

    @Override
    public Command<Map<String, Object>, Void> command() {
        return Commands.ATTACH;
    }

    @Override
    public Answer<Void> handle(Map<String, Object> arguments) {
        launcher.attach();
        return Answer.then(() -> client.events().initialized());
    }
}
