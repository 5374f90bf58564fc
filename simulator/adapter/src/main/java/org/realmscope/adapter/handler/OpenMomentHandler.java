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
import org.realmscope.debug.moment.OpenMoment;
import org.realmscope.machine.time.Moment;
import org.realmscope.protocol.MomentInfo;
import org.realmscope.protocol.OpenMomentArguments;

/** {@code realmscope/openMoment}: opens a moment beside the live machine. */
public final class OpenMomentHandler implements RequestHandler<OpenMomentArguments, MomentInfo> {
    private final Target target;
    private final Client client;

    public OpenMomentHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<OpenMomentArguments, MomentInfo> command() {
        return Commands.OPEN_MOMENT;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<MomentInfo> handle(OpenMomentArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Moment moment = Given.moment(
                arguments.moment(), arguments.fault(), debuggee.run().recorder().faults());
        OpenMoment opened = debuggee.moments().open(moment);
        List<Integer> threads = debuggee.threads(opened);
        MomentInfo info = new MomentInfo(opened.id(), opened.moment().toString(), threads);
        return new Answer<>(info, () -> threads.forEach(thread -> announce(thread)));
    }

    private void announce(int thread) {
        ThreadEventArguments event = new ThreadEventArguments();
        event.setReason(ThreadEventArgumentsReason.STARTED);
        event.setThreadId(thread);
        client.events().thread(event);
    }
}
