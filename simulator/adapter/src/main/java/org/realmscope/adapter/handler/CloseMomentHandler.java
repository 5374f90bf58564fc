package org.realmscope.adapter.handler;

import java.util.List;
import org.eclipse.lsp4j.debug.ThreadEventArguments;
import org.eclipse.lsp4j.debug.ThreadEventArgumentsReason;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.protocol.CloseMomentArguments;

/** {@code realmscope/closeMoment}: closes a moment. */
public final class CloseMomentHandler implements RequestHandler<CloseMomentArguments, Void> {
    private final Target target;
    private final Client client;

    public CloseMomentHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<CloseMomentArguments, Void> command() {
        return Commands.CLOSE_MOMENT;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<Void> handle(CloseMomentArguments arguments) {
        Debuggee debuggee = target.debuggee();
        int moment = Given.present(arguments.moment(), "moment");
        List<Integer> threads = debuggee.threads(debuggee.moments().get(moment));
        debuggee.moments().close(moment);
        return Answer.then(() -> threads.forEach(thread -> announce(thread)));
    }

    private void announce(int thread) {
        ThreadEventArguments event = new ThreadEventArguments();
        event.setReason(ThreadEventArgumentsReason.EXITED);
        event.setThreadId(thread);
        client.events().thread(event);
    }
}
