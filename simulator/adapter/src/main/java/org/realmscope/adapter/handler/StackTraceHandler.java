package org.realmscope.adapter.handler;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackFramePresentationHint;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameEntries;
import org.realmscope.adapter.debuggee.ModuleText;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.debuggee.ThreadView;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.Frame;
import org.realmscope.debug.stack.LabelFrame;
import org.realmscope.debug.stack.ModelFrame;
import org.realmscope.debug.stack.MonitorFrame;
import org.realmscope.debug.stack.SourcePosition;

/** {@code stackTrace}: the frames of a thread. */
public final class StackTraceHandler implements RequestHandler<StackTraceArguments, StackTraceResponse> {
    private final Target target;
    private final Client client;

    public StackTraceHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<StackTraceArguments, StackTraceResponse> command() {
        return Commands.STACK_TRACE;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsDelayedStackTraceLoading(true);
    }

    @Override
    public Answer<StackTraceResponse> handle(StackTraceArguments arguments) {
        Debuggee debuggee = target.debuggee();
        ThreadView thread = debuggee.threadView(arguments.getThreadId());
        List<Frame> frames = debuggee.stacks().of(thread);
        if (thread.isLive()) {
            debuggee.setPlainSpace(debuggee.written(thread, ThreadText.space(thread.pe())));
        }
        int first = Math.clamp(Objects.requireNonNullElse(arguments.getStartFrame(), 0), 0, frames.size());
        int levels = Objects.requireNonNullElse(arguments.getLevels(), 0);
        int end = levels <= 0 ? frames.size() : (int) Math.min((long) first + levels, frames.size());
        StackTraceResponse response = new StackTraceResponse();
        response.setStackFrames(IntStream.range(first, end)
                .mapToObj(index -> frame(debuggee, new Reference.Frame(thread, index), frames.get(index)))
                .toArray(StackFrame[]::new));
        response.setTotalFrames(frames.size());
        return Answer.of(response);
    }

    private StackFrame frame(Debuggee debuggee, Reference.Frame reference, Frame frame) {
        StackFrame answer = new StackFrame();
        answer.setId(debuggee.references().number(reference));
        answer.setName(name(frame));
        answer.setCanRestart(FrameEntries.canRestart(debuggee, reference));
        SourcePosition position = frame.source();
        if (position != null) {
            answer.setSource(debuggee.programs().sources().source(position.path()));
            answer.setLine(client.toClientLine(position.line()));
            answer.setColumn(client.toClientColumn(Math.max(position.column(), 1)));
        }
        if (frame instanceof CodeFrame code) {
            answer.setInstructionPointerReference(debuggee.memoryReference(
                    reference.thread(), code.space(), code.frame().pc()));
            answer.setModuleId(
                    new ModuleText(debuggee.programs()).id(code.frame().image()));
        }
        answer.setPresentationHint(
                switch (frame.hint()) {
                    case NORMAL -> StackFramePresentationHint.NORMAL;
                    case SUBTLE -> StackFramePresentationHint.SUBTLE;
                    case LABEL -> StackFramePresentationHint.LABEL;
                });
        return answer;
    }

    private static String name(Frame frame) {
        return switch (frame) {
            case CodeFrame code -> "%s, %s".formatted(code.name(), ThreadText.world(code.world(), code.el()));
            case ModelFrame model -> "%s, %s".formatted(model.name(), ThreadText.world(model.world(), model.el()));
            case MonitorFrame monitor -> monitor.name();
            case LabelFrame label -> label.name();
        };
    }
}
