package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.RestartFrameArguments;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.FrameEntries;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.FrameEntry;

/** {@code restartFrame}: goes back to where the function of a frame was entered. */
public final class RestartFrameHandler implements RequestHandler<RestartFrameArguments, Void> {
    private final Target target;
    private final Runner runner;

    public RestartFrameHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<RestartFrameArguments, Void> command() {
        return Commands.RESTART_FRAME;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsRestartFrame(true);
    }

    @Override
    public Answer<Void> handle(RestartFrameArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Reference.Frame frame = debuggee.references().frame(arguments.getFrameId());
        if (!frame.thread().isLive()) {
            throw new RequestError(ErrorCode.READ_ONLY, "the frame is of an open moment, which cannot move");
        }
        FrameEntry entry = FrameEntries.of(debuggee, frame);
        return Answer.then(
                () -> runner.restartFrame(progress -> debuggee.session().reverseToEntry(entry, progress)));
    }
}
