package org.realmscope.adapter.handler;

import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.RunPage;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.RttState;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.RttMapResponse;

/** {@code realmscope/rttMap}: leaf entries of an IPA range, run-length encoded. */
public final class RttMapHandler implements RequestHandler<IpaRangeArguments, RttMapResponse> {
    private final Target target;

    public RttMapHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<IpaRangeArguments, RttMapResponse> command() {
        return Commands.RTT_MAP;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<RttMapResponse> handle(IpaRangeArguments arguments) {
        Inspection view = target.debuggee().view(arguments.moment());
        RealmSummary realm = view.realm(StateText.rd(view, Given.text(arguments.realm(), "realm")));
        long base = Given.number(arguments.base(), 0);
        long end = Given.number(arguments.end(), realm.ipaEnd());
        RunPage<RttState> page = RunPage.of(view.rtt(realm.rd(), base, end), arguments.count());
        return Answer.of(new RttMapResponse(
                page.runs().stream().map(run -> StateText.rtt(realm, run)).toList(), page.next()));
    }
}
