package org.realmscope.adapter.handler;

import java.util.Objects;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.WatchSyntax;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code dataBreakpointInfo}: what of an expression can be watched: memory, RIPAS, RTT entries, granules. */
public final class DataBreakpointInfoHandler
        implements RequestHandler<DataBreakpointInfoArguments, DataBreakpointInfoResponse> {
    private static final DataBreakpointAccessType[] MEMORY = DataBreakpointAccessType.values();
    private static final DataBreakpointAccessType[] STATE = {DataBreakpointAccessType.WRITE};

    private final Target target;

    public DataBreakpointInfoHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<DataBreakpointInfoArguments, DataBreakpointInfoResponse> command() {
        return Commands.DATA_BREAKPOINT_INFO;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsDataBreakpoints(true);
        capabilities.setSupportsDataBreakpointBytes(true);
    }

    @Override
    public Answer<DataBreakpointInfoResponse> handle(DataBreakpointInfoArguments arguments) {
        DataBreakpointInfoResponse response = new DataBreakpointInfoResponse();
        if (arguments.getVariablesReference() != null) {
            response.setDescription("Registers cannot be watched; memory, RIPAS, RTT entries and granules can.");
            return Answer.of(response);
        }
        String dataId = WatchSyntax.canonical(
                arguments.getName(), target.debuggee(), Objects.requireNonNullElse(arguments.getBytes(), 0));
        response.setDataId(dataId);
        response.setDescription(dataId);
        response.setAccessTypes(dataId.startsWith("memory") ? MEMORY : STATE);
        response.setCanPersist(true);
        return Answer.of(response);
    }
}
