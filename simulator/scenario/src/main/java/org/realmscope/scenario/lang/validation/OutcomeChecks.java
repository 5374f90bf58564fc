package org.realmscope.scenario.lang.validation;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RsiCommand;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Outcomes;
import org.realmscope.scenario.lang.build.Sizes;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.AtomicStep;
import org.realmscope.scenario.lang.syntax.CallStep;
import org.realmscope.scenario.lang.syntax.GetRipasStep;
import org.realmscope.scenario.lang.syntax.HostCallStep;
import org.realmscope.scenario.lang.syntax.LoadStep;
import org.realmscope.scenario.lang.syntax.NamedOutcome;
import org.realmscope.scenario.lang.syntax.NumberOutcome;
import org.realmscope.scenario.lang.syntax.Outcome;
import org.realmscope.scenario.lang.syntax.OutcomeValue;
import org.realmscope.scenario.lang.syntax.SetRipasStep;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.model.GuestStep.Outcome.Kind;

/** What guest steps are expected to lead to. */
public class OutcomeChecks extends Checks {
    private static final int MOST_HOST_CALL_VALUES = 31;
    private static final int RESULTS_OF_SET_RIPAS = 3;

    @Check
    public void outcome(Outcome outcome) {
        EObject step = outcome.eContainer();
        List<OutcomeValue> values = outcome.getValues();
        boolean onlyValues = true;
        for (OutcomeValue value : values) {
            Optional<Outcomes.Meaning> meaning = Outcomes.meaning(value);
            if (meaning.isEmpty()) {
                if (value instanceof NamedOutcome named) {
                    isKnown(
                            "this step cannot be expected to give",
                            named.getWord(),
                            Outcomes.words(step),
                            named,
                            SyntaxPackage.Literals.NAMED_OUTCOME__WORD);
                }
                onlyValues = false;
            } else if (meaning.get().kind() != Kind.VALUES) {
                instead(meaning.get().kind(), outcome, value);
                onlyValues = false;
            }
        }
        if (onlyValues) {
            count(outcome, step);
        }
    }

    private void instead(Kind kind, Outcome outcome, OutcomeValue value) {
        if (outcome.getValues().size() > 1) {
            problem(ProblemCode.COUNT, "an outcome that is no value stands alone", value, null);
        }
        EObject step = outcome.eContainer();
        boolean isCall = step instanceof CallStep
                || step instanceof HostCallStep
                || step instanceof SetRipasStep
                || step instanceof GetRipasStep;
        if (kind != Kind.STUCK && isCall) {
            problem(
                    ProblemCode.NOT_HERE,
                    "a call returns a status; only accesses and fetches take aborts",
                    value,
                    null);
        }
    }

    private void count(Outcome outcome, EObject step) {
        int most = results(step);
        int count = outcome.getValues().size();
        int least = step instanceof LoadStep load && load.isPair() ? 2 : 1;
        if (most == 0) {
            problem(
                    ProblemCode.COUNT,
                    "this step has no value; 'external_abort', 'granule_protection_fault' or 'stuck' can be expected of"
                            + " it, and it is expected to be completed when nothing is written",
                    outcome,
                    null);
        } else if (count > most || count < least) {
            problem(
                    ProblemCode.COUNT,
                    "this step gives " + (most == least ? "" : "up to ") + most + (most == 1 ? " value" : " values")
                            + ", and " + count + (count == 1 ? " is" : " are") + " expected",
                    outcome,
                    null);
        } else if (step instanceof LoadStep load) {
            fits(outcome, Sizes.bytes(load.getSize()));
        }
    }

    private void fits(Outcome outcome, int bytes) {
        for (OutcomeValue value : outcome.getValues()) {
            if (value instanceof NumberOutcome number
                    && number.getNumber() != null
                    && !Sizes.fits(number.getNumber(), bytes)) {
                problem(
                        ProblemCode.NUMBER,
                        Numbers.address(number.getNumber()) + " can never be loaded as " + bytes * Byte.SIZE + " bits",
                        number,
                        null);
            }
        }
    }

    /** How many values a step gives at most. */
    private static int results(@Nullable EObject step) {
        return switch (step) {
            case LoadStep load -> load.isPair() ? 2 : 1;
            case AtomicStep atomic -> 1;
            case GetRipasStep get -> 1;
            case SetRipasStep set -> RESULTS_OF_SET_RIPAS;
            case HostCallStep call -> MOST_HOST_CALL_VALUES;
            case CallStep call ->
                "psci".equals(call.getKind())
                        ? 1
                        : 1
                                + CallNames.rsi(String.valueOf(call.getCommand()))
                                        .map(RsiCommand::outputs)
                                        .map(List::size)
                                        .orElse(Integer.MAX_VALUE - 1);
            case null, default -> 0;
        };
    }
}
