package org.realmscope.adapter.debuggee;

import org.realmscope.debug.control.Condition;
import org.realmscope.debug.control.HitContext;
import org.realmscope.debug.stack.ExpressionCondition;

/** A condition in C whose names are those of the programs that are debugged now, also after a restart. */
record TargetCondition(Target target, String text) implements Condition {
    @Override
    public boolean holds(HitContext context) {
        Programs programs = target.debuggee().programs();
        return new ExpressionCondition(programs.symbols(), programs.models(), text).holds(context);
    }
}
