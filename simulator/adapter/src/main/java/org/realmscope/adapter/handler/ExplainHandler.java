package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.protocol.Explanation;

/** {@code realmscope/explain}: what was seen of a fault; its cause is not explained yet. */
public final class ExplainHandler implements RequestHandler<ExplainArguments, Explanation> {
    private final Target target;

    public ExplainHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<ExplainArguments, Explanation> command() {
        return Commands.EXPLAIN;
    }

    @Override
    public Lane lane() {
        return Lane.ANY_TIME;
    }

    @Override
    public Answer<Explanation> handle(ExplainArguments arguments) {
        FaultRecord fault = Given.fault(
                Given.present(arguments.fault(), "fault"),
                target.debuggee().run().recorder().faults());
        List<String> evidence = new ArrayList<>();
        evidence.add("PE %d took a stage 2 fault at moment %s: %s of IPA 0x%x, level %d."
                .formatted(
                        fault.guest().pe(),
                        fault.moment(),
                        fault.access().text(),
                        fault.ipa(),
                        fault.seenByPe().level()));
        if (fault.before() != null) {
            evidence.add("The RTT entry was " + fault.before() + ".");
        }
        FaultRecord.Decision decision = fault.decision();
        if (decision != null) {
            evidence.add("The RMM decided: %s: %s.".formatted(decision.row(), decision.result()));
        }
        return Answer.of(new Explanation(false, "", "", evidence, List.of()));
    }
}
