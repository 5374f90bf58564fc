package org.realmscope.adapter.handler;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameValues;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.MemoryPlace;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.WatchSyntax;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.dwarf.Value;

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
        Debuggee debuggee = target.debuggee();
        DataBreakpointInfoResponse response = new DataBreakpointInfoResponse();
        // What is watched is the present, also where a client shows an open moment.
        Map.Entry<Integer, String> past = MemoryPlace.split(arguments.getName());
        String name = past == null ? arguments.getName() : past.getValue();
        Integer container = arguments.getVariablesReference();
        Integer frame = arguments.getFrameId();
        boolean isVariable = container != null && container != 0;
        Value value = null;
        FrameValues values = null;
        if (isVariable) {
            Reference reference = debuggee.references().get(Given.present(container, "variablesReference"));
            values = values(debuggee, reference);
            value = values == null ? null : values.named(reference, name);
        } else if (frame != null && frame != 0 && !WatchSyntax.isWatch(name)) {
            values = new FrameValues(
                    debuggee, debuggee.references().frame(frame, debuggee.currentFrame()), NumberStyle.BY_TYPE);
            value = values.evaluate(name);
        }
        if (isVariable || value != null) {
            OptionalLong va = value == null ? OptionalLong.empty() : value.address();
            if (values == null || value == null || va.isEmpty() || value.type().size() <= 0) {
                response.setDescription("'%s' is not in memory; memory, RIPAS, RTT entries and granules can be watched."
                        .formatted(name));
                return Answer.of(response);
            }
            String dataId = "memory %s %d"
                    .formatted(values.written(va.getAsLong()), value.type().size());
            response.setDataId(dataId);
            response.setDescription("%s, %s".formatted(name, dataId));
            response.setAccessTypes(MEMORY);
            response.setCanPersist(false);
            return Answer.of(response);
        }
        String dataId = WatchSyntax.canonical(name, debuggee, Objects.requireNonNullElse(arguments.getBytes(), 0));
        response.setDataId(dataId);
        response.setDescription(dataId);
        response.setAccessTypes(dataId.startsWith("memory") ? MEMORY : STATE);
        response.setCanPersist(true);
        return Answer.of(response);
    }

    /** The values of the frame that something is in; null if it has no values. */
    private static @Nullable FrameValues values(Debuggee debuggee, Reference container) {
        Reference.Frame frame = switch (container) {
            case Reference.Arguments arguments -> arguments.frame();
            case Reference.Locals locals -> locals.frame();
            case Reference.Parts parts -> parts.frame();
            default -> null;
        };
        return frame == null ? null : new FrameValues(debuggee, frame, NumberStyle.BY_TYPE);
    }
}
