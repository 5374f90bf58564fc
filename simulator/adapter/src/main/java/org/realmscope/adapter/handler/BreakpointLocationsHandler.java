package org.realmscope.adapter.handler;

import java.util.NavigableSet;
import org.eclipse.lsp4j.debug.BreakpointLocation;
import org.eclipse.lsp4j.debug.BreakpointLocationsArguments;
import org.eclipse.lsp4j.debug.BreakpointLocationsResponse;
import org.eclipse.lsp4j.debug.Capabilities;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.ModelBreakpoint;
import org.realmscope.adapter.debuggee.Programs;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.model.ModelSource;

/** {@code breakpointLocations}: lines of a source file that have code. */
public final class BreakpointLocationsHandler
        implements RequestHandler<BreakpointLocationsArguments, BreakpointLocationsResponse> {
    private final Target target;
    private final Client client;

    public BreakpointLocationsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<BreakpointLocationsArguments, BreakpointLocationsResponse> command() {
        return Commands.BREAKPOINT_LOCATIONS;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsBreakpointLocationsRequest(true);
    }

    @Override
    public Answer<BreakpointLocationsResponse> handle(BreakpointLocationsArguments arguments) {
        Programs programs = target.debuggee().programs();
        String path = programs.sources().path(arguments.getSource(), null);
        int first = client.toLine(arguments.getLine());
        Integer endLine = arguments.getEndLine();
        int last = endLine == null ? first : client.toLine(endLine);
        ModelSource model = programs.sources().model(path);
        NavigableSet<Integer> lines = model == null ? programs.symbols().lines(path) : ModelBreakpoint.lines(model);
        BreakpointLocationsResponse response = new BreakpointLocationsResponse();
        response.setBreakpoints(lines.stream()
                .filter(line -> first <= line && line <= last)
                .map(this::location)
                .toArray(BreakpointLocation[]::new));
        return Answer.of(response);
    }

    private BreakpointLocation location(int line) {
        BreakpointLocation location = new BreakpointLocation();
        location.setLine(client.toClientLine(line));
        return location;
    }
}
