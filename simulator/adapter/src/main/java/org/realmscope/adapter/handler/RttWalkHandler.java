package org.realmscope.adapter.handler;

import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.protocol.RttEntriesResponse;
import org.realmscope.protocol.RttWalkArguments;

/** {@code realmscope/rttWalk}: the entries that the walk of an IPA reads. */
public final class RttWalkHandler implements RequestHandler<RttWalkArguments, RttEntriesResponse> {
    private final Target target;

    public RttWalkHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<RttWalkArguments, RttEntriesResponse> command() {
        return Commands.RTT_WALK;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<RttEntriesResponse> handle(RttWalkArguments arguments) {
        Inspection view = target.debuggee().view(arguments.moment());
        long rd = StateText.rd(view, Given.text(arguments.realm(), "realm"));
        long ipa = AddressSyntax.number(Given.text(arguments.ipa(), "ipa"));
        RealmSummary realm = view.realm(rd);
        return Answer.of(new RttEntriesResponse(view.rttWalk(rd, ipa).stream()
                .map(entry -> StateText.entry(view, realm, entry))
                .toList()));
    }
}
