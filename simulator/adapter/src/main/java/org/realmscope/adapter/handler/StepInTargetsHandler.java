package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.StepInTarget;
import org.eclipse.lsp4j.debug.StepInTargetsArguments;
import org.eclipse.lsp4j.debug.StepInTargetsResponse;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.LineCalls;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestHandler;

/** {@code stepInTargets}: the calls of the line that a frame executes, which a step into can choose from. */
public final class StepInTargetsHandler implements RequestHandler<StepInTargetsArguments, StepInTargetsResponse> {
    private final Target target;

    public StepInTargetsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<StepInTargetsArguments, StepInTargetsResponse> command() {
        return Commands.STEP_IN_TARGETS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsStepInTargetsRequest(true);
    }

    @Override
    public Answer<StepInTargetsResponse> handle(StepInTargetsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Reference.Frame frame = debuggee.references().frame(arguments.getFrameId());
        StepInTargetsResponse response = new StepInTargetsResponse();
        response.setTargets(LineCalls.of(debuggee, frame).stream()
                .map(call -> target(debuggee, frame, call))
                .toArray(StepInTarget[]::new));
        return Answer.of(response);
    }

    private static StepInTarget target(Debuggee debuggee, Reference.Frame frame, LineCalls.Call call) {
        StepInTarget answer = new StepInTarget();
        answer.setId(debuggee.references().number(new Reference.Place(frame.thread(), call.address())));
        answer.setLabel(call.name());
        return answer;
    }
}
