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
import org.realmscope.machine.time.Moment;
import org.realmscope.protocol.GoToArguments;

/** {@code realmscope/goTo}: goes to a moment of the known run. */
public final class GoToHandler implements RequestHandler<GoToArguments, Void> {
    private final Target target;
    private final Runner runner;

    public GoToHandler(Target target, Runner runner) {
        this.target = target;
        this.runner = runner;
    }

    @Override
    public Command<GoToArguments, Void> command() {
        return Commands.GO_TO;
    }

    @Override
    public Answer<Void> handle(GoToArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Moment moment = Given.moment(
                arguments.moment(), arguments.fault(), debuggee.run().recorder().faults());
        Moment earliest = debuggee.session().machine().earliest();
        Moment frontier = debuggee.session().machine().frontier();
        if (moment.isBefore(earliest) || frontier.isBefore(moment)) {
            throw RequestError.argument(
                    "moment %s cannot be gone to; those from %s to %s can".formatted(moment, earliest, frontier));
        }
        return Answer.then(() -> runner.step(() -> debuggee.session().goTo(moment)));
    }
}
