package org.realmscope.a64.differential;

/** How a sequence ended. */
sealed interface Outcome {

    /** It reached its end. */
    record Completed(MachineState state) implements Outcome {}

    /** It did not reach its end; the reason is for people. */
    record Died(String reason) implements Outcome {}
}
