package org.realmscope.adapter.handler;

import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetFunctionBreakpointsResponse;
import org.realmscope.adapter.debuggee.BreakpointBuilder;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HitRules;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;

/** {@code setFunctionBreakpoints}: RMI, RSI and PSCI functions, also by glob, and functions of programs. */
public final class SetFunctionBreakpointsHandler
        implements RequestHandler<SetFunctionBreakpointsArguments, SetFunctionBreakpointsResponse> {
    private static final Pattern CALL = Pattern.compile("(RMI|RSI|PSCI)_.*");
    private static final String OUTCOME = " outcome";

    private final Target target;
    private final Client client;
    private final HitRules rules;

    public SetFunctionBreakpointsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
        this.rules = new HitRules(target);
    }

    @Override
    public Command<SetFunctionBreakpointsArguments, SetFunctionBreakpointsResponse> command() {
        return Commands.SET_FUNCTION_BREAKPOINTS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsFunctionBreakpoints(true);
    }

    @Override
    public Answer<SetFunctionBreakpointsResponse> handle(SetFunctionBreakpointsArguments arguments) {
        BreakpointBuilder builder = new BreakpointBuilder();
        for (FunctionBreakpoint each : Given.elements(arguments.getBreakpoints(), "breakpoints")) {
            builder.add(() -> rules.request(
                    breakpoint(Given.text(each.getName(), "name").strip()),
                    each.getCondition(),
                    each.getHitCondition(),
                    null));
        }
        SetFunctionBreakpointsResponse response = new SetFunctionBreakpointsResponse();
        response.setBreakpoints(
                builder.set(target.debuggee(), client, "functions").toArray(org.eclipse.lsp4j.debug.Breakpoint[]::new));
        return Answer.of(response);
    }

    /** A name with a second word {@code outcome} stops after the call took effect. */
    private static Breakpoint breakpoint(String name) {
        if (!CALL.matcher(name).matches()) {
            return new Breakpoint.Function(name);
        }
        boolean atOutcome = name.endsWith(OUTCOME);
        String function =
                atOutcome ? name.substring(0, name.length() - OUTCOME.length()).strip() : name;
        return new Breakpoint.Call(function, atOutcome ? CallPhase.OUTCOME : CallPhase.ENTRY, CallFilter.ANY);
    }
}
