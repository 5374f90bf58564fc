package org.realmscope.debug.stack;

import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.platform.UserError;

/**
 * A breakpoint's condition in C. Names are those of the innermost frame of a program, and of the call that the event is
 * about.
 *
 * @param symbols of the machine's programs
 * @param models of its RMM's commands
 * @param text the expression
 */
public record ExpressionCondition(SymbolScopes symbols, ModelSources models, String text) implements Condition {
    @Override
    public boolean holds(HitContext context) {
        StackReader stack = new StackReader(symbols, context.view(), models);
        CodeFrame frame = stack.innermost(context.pe(), context.event());
        MachineEvaluation names = new MachineEvaluation(symbols, context.view(), context.pe(), frame, context.call());
        try {
            return Expression.parse(text, names).isTrue(names);
        } catch (ExpressionException e) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "condition: " + e.getMessage());
        }
    }
}
