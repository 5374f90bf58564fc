package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code initialize}: the client says what it can do, and hears what can be done here. */
public final class InitializeHandler implements RequestHandler<InitializeRequestArguments, Capabilities> {
    private final Client client;
    private final Capabilities capabilities;

    public InitializeHandler(Client client, Capabilities capabilities) {
        this.client = client;
        this.capabilities = capabilities;
    }

    @Override
    public Command<InitializeRequestArguments, Capabilities> command() {
        return Commands.INITIALIZE;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<Capabilities> handle(InitializeRequestArguments arguments) {
        client.introduce(arguments);
        return Answer.of(capabilities);
    }
}
