package org.realmscope.adapter.handler;

import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.RipasMapResponse;

/** {@code realmscope/ripasMap}: RIPAS of an IPA range, run-length encoded. */
public final class RipasMapHandler implements RequestHandler<IpaRangeArguments, RipasMapResponse> {
    private final Target target;

    public RipasMapHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<IpaRangeArguments, RipasMapResponse> command() {
        return Commands.RIPAS_MAP;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public Answer<RipasMapResponse> handle(IpaRangeArguments arguments) {
        Inspection view = target.debuggee().view(arguments.moment());
        RealmSummary realm = view.realm(StateText.rd(view, Given.text(arguments.realm(), "realm")));
        long base = Given.number(arguments.base(), 0);
        long end = Given.number(arguments.end(), realm.ipaEnd());
        return Answer.of(new RipasMapResponse(view.ripas(realm.rd(), base, end).stream()
                .map(run -> new RipasMapResponse.RipasRun(
                        StateText.hex(run.base()),
                        StateText.hex(run.end()),
                        run.value().toString()))
                .toList()));
    }
}
