package org.realmscope.adapter.handler;

import java.util.Objects;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.SourceText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.platform.pe.Pe;

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
        Reference.Frame frame = debuggee.frame(arguments.getThreadId());
        boolean isFirstPage = Objects.requireNonNullElse(arguments.getStartFrame(), 0) == 0;
        StackTraceResponse response = new StackTraceResponse();
        response.setStackFrames(isFirstPage ? new StackFrame[] {top(debuggee, frame)} : new StackFrame[0]);
        response.setTotalFrames(1);
        return Answer.of(response);
    }

    private StackFrame top(Debuggee debuggee, Reference.Frame frame) {
        Pe pe = frame.view().machine().pe(frame.pe());
        AddressSpace space = ThreadText.space(pe);
        LinePosition position = debuggee.code().position(pe);
        StackFrame top = new StackFrame();
        top.setId(debuggee.references().number(frame));
        top.setInstructionPointerReference(space.format(pe.pc));
        if (position == null) {
            top.setName("%s, %s".formatted(space.format(pe.pc), ThreadText.world(pe)));
        } else {
            top.setName("%s, %s".formatted(position.function(), ThreadText.world(pe)));
            top.setSource(SourceText.scenario(debuggee));
            top.setLine(client.toClientLine(position.line()));
            top.setColumn(1);
        }
        if (frame.isLive()) {
            debuggee.setPlainSpace(space);
        }
        return top;
    }
}
