package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.SetDataBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetDataBreakpointsResponse;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.BreakpointBuilder;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HitRules;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.WatchSyntax;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code setDataBreakpoints}: watches, as {@code dataBreakpointInfo} names them. */
public final class SetDataBreakpointsHandler
        implements RequestHandler<SetDataBreakpointsArguments, SetDataBreakpointsResponse> {
    private final Target target;
    private final Client client;
    private final HitRules rules;

    public SetDataBreakpointsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
        this.rules = new HitRules(target);
    }

    @Override
    public Command<SetDataBreakpointsArguments, SetDataBreakpointsResponse> command() {
        return Commands.SET_DATA_BREAKPOINTS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public Answer<SetDataBreakpointsResponse> handle(SetDataBreakpointsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        BreakpointBuilder builder = new BreakpointBuilder();
        for (DataBreakpoint each : Given.elements(arguments.getBreakpoints(), "breakpoints")) {
            builder.add(() -> rules.request(
                    WatchSyntax.breakpoint(
                            Given.text(each.getDataId(), "dataId"), access(each.getAccessType()), debuggee),
                    each.getCondition(),
                    each.getHitCondition(),
                    null));
        }
        SetDataBreakpointsResponse response = new SetDataBreakpointsResponse();
        response.setBreakpoints(builder.set(debuggee, client, "data").toArray(Breakpoint[]::new));
        return Answer.of(response);
    }

    private static WatchSyntax.Access access(@Nullable DataBreakpointAccessType type) {
        return switch (type) {
            case READ -> WatchSyntax.Access.READ;
            case READ_WRITE -> WatchSyntax.Access.READ_WRITE;
            case WRITE -> WatchSyntax.Access.WRITE;
            case null -> WatchSyntax.Access.WRITE;
        };
    }
}
