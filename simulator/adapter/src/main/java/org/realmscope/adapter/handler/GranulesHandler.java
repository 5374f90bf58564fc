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
import org.realmscope.debug.inspect.GranuleUse;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.protocol.GranulesArguments;
import org.realmscope.protocol.GranulesResponse;

/** {@code realmscope/granules}: what granules are used for, run-length encoded. */
public final class GranulesHandler implements RequestHandler<GranulesArguments, GranulesResponse> {
    private final Target target;

    public GranulesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<GranulesArguments, GranulesResponse> command() {
        return Commands.GRANULES;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<GranulesResponse> handle(GranulesArguments arguments) {
        Inspection view = target.debuggee().view(arguments.moment());
        long base = Given.number(arguments.base(), 0);
        long end = Given.number(arguments.end(), Long.MAX_VALUE);
        RunPage<GranuleUse> page = RunPage.of(view.granules(base, end), arguments.count());
        return Answer.of(new GranulesResponse(
                page.runs().stream().map(StateText::granule).toList(), page.next()));
    }
}
