package org.realmscope.adapter.debuggee;

import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.expression.Expression;

/** A condition that is an expression. Those of equal texts are equal. */
final class ExpressionCondition implements Condition {
    private final Expression expression;

    /**
     * @param text the expression
     * @throws org.realmscope.platform.UserError if it is none
     */
    ExpressionCondition(String text) {
        this.expression = PeExpressions.parse(text);
    }

    @Override
    public boolean holds(HitContext context) {
        return new PeExpressions(context.view(), context.pe(), context.call()).isTrue(expression);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExpressionCondition condition
                && condition.expression.text().equals(expression.text());
    }

    @Override
    public int hashCode() {
        return expression.text().hashCode();
    }
}
