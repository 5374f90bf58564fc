package org.realmscope.debug.stack;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.EventVocabulary;
import org.realmscope.debug.control.Hazard;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.platform.UserError;

/**
 * A breakpoint's condition in C. Names are those of the event, and of the innermost frame of a program.
 *
 * @param symbols of the machine's programs
 * @param models of its RMM's commands
 * @param text the expression
 */
public record ExpressionCondition(SymbolScopes symbols, ModelSources models, String text) implements Condition {
    /**
     * Checks the condition of a breakpoint as far as that is possible before it is hit.
     *
     * @throws UserError if it is no expression, or a name in it can have no meaning there
     */
    public static void check(SymbolScopes symbols, Breakpoint breakpoint, String text) {
        EventVocabulary event = EventVocabulary.of(breakpoint);
        try {
            Expression.parse(text, name -> (event == null || !event.contains(name)) && symbols.hasType(name))
                    .check(name -> problem(symbols, breakpoint, event, name), event == null ? "" : event.text());
        } catch (ExpressionException e) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "condition: " + e.getMessage());
        }
    }

    /** Where the innermost frame is executed when the breakpoint is hit, null if that is not known before. */
    private static @Nullable Regime regime(Breakpoint breakpoint) {
        return switch (breakpoint) {
            case Breakpoint.Fault fault -> Regime.EL1R;
            case Breakpoint.HazardRaised(Hazard hazard) when hazard == Hazard.NO_FORWARD_PROGRESS -> Regime.EL1R;
            case Breakpoint.Call(String function, var phase, var filter)
            when function.startsWith("RMI_") -> Regime.EL2N;
            default -> null;
        };
    }

    private static @Nullable String problem(
            SymbolScopes symbols, Breakpoint breakpoint, @Nullable EventVocabulary event, String name) {
        if (event != null && event.contains(name) || MachineEvaluation.isStatus(name)) {
            return null;
        }
        if (breakpoint instanceof Breakpoint.Call call
                && EventVocabulary.atOutcome(call).contains(name)) {
            return "is known at the outcome only";
        }
        if (symbols.hasName(name, regime(breakpoint))) {
            return null;
        }
        return event == null ? "is not known in any program" : "is not known here";
    }

    @Override
    public boolean holds(HitContext context) {
        StackReader stack = new StackReader(symbols, context.view(), models);
        CodeFrame frame = stack.innermost(context.pe(), context.event());
        MachineEvaluation names = new MachineEvaluation(symbols, context.view(), context.pe(), frame, context.fields());
        try {
            return Expression.parse(text, names).isTrue(names);
        } catch (ExpressionException e) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "condition: " + e.getMessage());
        }
    }
}
