package org.realmscope.adapter.handler;

import java.util.List;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.SetBreakpointsArguments;
import org.eclipse.lsp4j.debug.SetBreakpointsResponse;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.realmscope.adapter.debuggee.BreakpointBuilder;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HitRules;
import org.realmscope.adapter.debuggee.ModelBreakpoint;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.model.ModelSource;

/** {@code setBreakpoints}: breakpoints in the lines of a source file. */
public final class SetBreakpointsHandler implements RequestHandler<SetBreakpointsArguments, SetBreakpointsResponse> {
    private final Target target;
    private final Client client;

    public SetBreakpointsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<SetBreakpointsArguments, SetBreakpointsResponse> command() {
        return Commands.SET_BREAKPOINTS;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsConditionalBreakpoints(true);
        capabilities.setSupportsHitConditionalBreakpoints(true);
        capabilities.setSupportsLogPoints(true);
    }

    @Override
    public Answer<SetBreakpointsResponse> handle(SetBreakpointsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Source source = Given.present(arguments.getSource(), "source");
        String path = debuggee.programs().sources().path(source, null);
        List<SourceBreakpoint> wanted = Given.elements(arguments.getBreakpoints(), "breakpoints");
        BreakpointBuilder builder = new BreakpointBuilder();
        HitRules rules = new HitRules(target);
        for (SourceBreakpoint each : wanted) {
            int line = client.toLine(each.getLine());
            builder.add(() -> place(
                    debuggee,
                    path,
                    line,
                    rules.request(
                            new Breakpoint.SourceLine(path, line),
                            each.getCondition(),
                            each.getHitCondition(),
                            each.getLogMessage())));
        }
        List<org.eclipse.lsp4j.debug.Breakpoint> set = builder.set(debuggee, client, "source " + path);
        ModelSource model = debuggee.programs().sources().model(path);
        for (int i = 0; i < wanted.size(); i++) {
            set.get(i).setSource(source);
            int line = client.toLine(wanted.get(i).getLine());
            if (model != null) {
                set.get(i).setLine(client.toClientLine(ModelBreakpoint.line(model, line)));
            } else if (set.get(i).getLine() == null) {
                set.get(i).setLine(wanted.get(i).getLine());
            }
        }
        SetBreakpointsResponse response = new SetBreakpointsResponse();
        response.setBreakpoints(set.toArray(org.eclipse.lsp4j.debug.Breakpoint[]::new));
        return Answer.of(response);
    }

    /** Lines of the RMM's commands are no code: what is reached there is a call. */
    private BreakpointRequest place(Debuggee debuggee, String path, int line, BreakpointRequest request) {
        ModelSource model = debuggee.programs().sources().model(path);
        return model == null ? request : ModelBreakpoint.request(target, model, line, request);
    }
}
