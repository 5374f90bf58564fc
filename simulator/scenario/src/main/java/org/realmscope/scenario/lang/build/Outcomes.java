package org.realmscope.scenario.lang.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EObject;
import org.realmscope.scenario.lang.syntax.CallStep;
import org.realmscope.scenario.lang.syntax.GetRipasStep;
import org.realmscope.scenario.lang.syntax.NamedOutcome;
import org.realmscope.scenario.lang.syntax.NumberOutcome;
import org.realmscope.scenario.lang.syntax.OutcomeValue;
import org.realmscope.scenario.lang.syntax.SetRipasStep;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.lang.vocabulary.StatusNames;
import org.realmscope.scenario.model.GuestStep.Outcome.Kind;

/** What the words behind {@code expect} of a guest step mean; that depends on the step. */
public final class Outcomes {
    private Outcomes() {}

    /** @param value for {@link Kind#VALUES} */
    public record Meaning(Kind kind, long value) {}

    /** The meaning of a value; none if its word does not exist for its step. */
    public static Optional<Meaning> meaning(OutcomeValue value) {
        if (value instanceof NumberOutcome number) {
            return Optional.ofNullable(number.getNumber()).map(found -> new Meaning(Kind.VALUES, found));
        }
        String word = value instanceof NamedOutcome named ? String.valueOf(named.getWord()) : "";
        if (word.equals("external_abort")) {
            return Optional.of(new Meaning(Kind.EXTERNAL_ABORT, 0));
        }
        if (word.equals("granule_protection_fault")) {
            return Optional.of(new Meaning(Kind.GRANULE_PROTECTION_FAULT, 0));
        }
        if (word.equals("stuck")) {
            return Optional.of(new Meaning(Kind.STUCK, 0));
        }
        OptionalLong number = number(step(value), word);
        return number.isPresent() ? Optional.of(new Meaning(Kind.VALUES, number.getAsLong())) : Optional.empty();
    }

    /** The words that may stand behind {@code expect} of a step. */
    public static List<String> words(EObject step) {
        List<String> words = new ArrayList<>(StateNames.OUTCOMES);
        switch (step) {
            case GetRipasStep get -> words.addAll(StateNames.RIPAS);
            case SetRipasStep set -> words.addAll(StatusNames.rsiNames());
            case CallStep call -> words.addAll(isPsci(call) ? StatusNames.psciNames() : StatusNames.rsiNames());
            default -> {}
        }
        return words;
    }

    private static EObject step(OutcomeValue value) {
        return value.eContainer().eContainer();
    }

    private static OptionalLong number(EObject step, String word) {
        return switch (step) {
            case GetRipasStep get -> {
                int ripas = StateNames.RIPAS.indexOf(word);
                yield ripas < 0 ? OptionalLong.empty() : OptionalLong.of(ripas);
            }
            case SetRipasStep set -> StatusNames.rsi(word);
            case CallStep call -> isPsci(call) ? StatusNames.psci(word) : StatusNames.rsi(word);
            default -> OptionalLong.empty();
        };
    }

    private static boolean isPsci(CallStep call) {
        return "psci".equals(call.getKind());
    }
}
