package org.realmscope.rmm.command;

import java.util.List;

/** One step of the evaluation of a command's conditions. */
public sealed interface Step permits Condition, Preparation {
    /** Label of a condition, or name of what a preparation makes available. */
    String label();

    /** Labels of the steps without which this one cannot be evaluated. */
    List<String> needs();

    /** Evaluates the step without changing the machine's state. Always false for a preparation. */
    boolean triggers(Call call);
}
