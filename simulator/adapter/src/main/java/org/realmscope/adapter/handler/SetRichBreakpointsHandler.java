package org.realmscope.adapter.handler;

import java.util.List;
import org.realmscope.adapter.debuggee.BreakpointBuilder;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HitRules;
import org.realmscope.adapter.debuggee.RichBreakpoints;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.protocol.RichBreakpoint;
import org.realmscope.protocol.SetRichBreakpointsArguments;
import org.realmscope.protocol.SetRichBreakpointsResponse;

/** {@code realmscope/setBreakpoints}: calls, faults, watches and hazards with everything that can be said of them. */
public final class SetRichBreakpointsHandler
        implements RequestHandler<SetRichBreakpointsArguments, SetRichBreakpointsResponse> {
    private final Target target;

    public SetRichBreakpointsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<SetRichBreakpointsArguments, SetRichBreakpointsResponse> command() {
        return Commands.SET_RICH_BREAKPOINTS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public Answer<SetRichBreakpointsResponse> handle(SetRichBreakpointsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        BreakpointBuilder builder = new BreakpointBuilder();
        RichBreakpoint[] wanted =
                Given.present(arguments.breakpoints(), "breakpoints").toArray(RichBreakpoint[]::new);
        for (RichBreakpoint each : Given.elements(wanted, "breakpoints")) {
            builder.add(() -> new HitRules(target)
                    .request(
                            RichBreakpoints.breakpoint(each, debuggee),
                            each.condition(),
                            each.hitCondition(),
                            each.logMessage()));
        }
        List<SetRichBreakpointsResponse.Status> set = builder.set(
                debuggee.breakpoints(),
                "realmscope",
                status -> new SetRichBreakpointsResponse.Status(
                        status.id(), status.verified(), status.message(), status.hits()),
                refusal -> new SetRichBreakpointsResponse.Status(0, false, refusal, 0));
        return Answer.of(new SetRichBreakpointsResponse(set));
    }
}
