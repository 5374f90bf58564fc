package org.realmscope.adapter.handler;

import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.StepTarget;
import org.realmscope.protocol.RunToArguments;

/** {@code realmscope/runTo}: runs to the next event of a kind, or back to the latest earlier one. */
public final class RunToHandler implements RequestHandler<RunToArguments, Void> {
    private static final int ANY_PE = -1;

    private final Target target;
    private final Runner runner;

    public RunToHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<RunToArguments, Void> command() {
        return Commands.RUN_TO;
    }

    @Override
    public Answer<Void> handle(RunToArguments arguments) {
        Debuggee debuggee = target.debuggee();
        StepTarget wanted = wanted(Given.text(arguments.target(), "target"));
        Integer thread = arguments.threadId();
        int pe = thread == null ? ANY_PE : debuggee.livePe(thread);
        return Answer.then(
                Boolean.TRUE.equals(arguments.backwards())
                        ? () -> runner.searchBack(progress -> debuggee.session().reverseTo(wanted, pe, progress))
                        : () -> runner.step(() -> debuggee.session().runTo(wanted, pe)));
    }

    private static StepTarget wanted(String name) {
        return switch (name) {
            case "worldSwitch" -> StepTarget.WORLD_SWITCH;
            case "rmiCall" -> StepTarget.RMI_CALL;
            case "fault" -> StepTarget.FAULT;
            default ->
                throw RequestError.argument("'target' is '" + name + "'; worldSwitch, rmiCall or fault is expected");
        };
    }
}
