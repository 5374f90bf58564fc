package org.realmscope.adapter.handler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.explain.Cause;
import org.realmscope.debug.explain.Explainer;
import org.realmscope.debug.explain.Finding;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.protocol.Explanation;

/** {@code realmscope/explain}: why a fault happened, why a call failed, or why an abort was injected. */
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
        Debuggee debuggee = target.debuggee();
        Explainer explainer = new Explainer(
                debuggee.session().machine(),
                debuggee.run().recorder(),
                debuggee.programs().symbols());
        Long fault = arguments.fault();
        String moment = arguments.moment();
        if ((fault == null) == (moment == null)) {
            throw RequestError.argument("either 'fault' or 'moment' is expected");
        }
        return Answer.of(
                moment == null
                        ? message(explainer.fault(Given.fault(
                                        Given.present(fault, "fault"),
                                        debuggee.run().recorder().faults())
                                .number()))
                        : message(explainer.at(Given.moment(moment))));
    }

    /** Null as long as it is not decided. */
    private static @Nullable Boolean normal(Cause cause) {
        return cause.kind() == Cause.Kind.OPEN ? null : (Boolean) (cause.kind() == Cause.Kind.NORMAL);
    }

    private static Explanation message(org.realmscope.debug.explain.Explanation explanation) {
        Finding finding = explanation.finding();
        List<Explanation.Fact> evidence = explanation.evidence().stream()
                .map(fact -> new Explanation.Fact(fact.source().text(), fact.text()))
                .toList();
        return finding == null
                ? new Explanation(false, null, null, "", "", evidence, explanation.references())
                : new Explanation(
                        true,
                        finding.cause().name(),
                        normal(finding.cause()),
                        finding.sentence(),
                        finding.remedy(),
                        evidence,
                        explanation.references());
    }
}
