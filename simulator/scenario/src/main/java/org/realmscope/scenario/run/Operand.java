package org.realmscope.scenario.run;

/** An argument of a host command, or an address, that may only be known when the command is given. */
sealed interface Operand {
    /** A number. */
    record Value(long value) implements Operand {}

    /** A variable of the VMM plus an offset; unknown while the variable is. */
    record Variable(int index, long offset) implements Operand {}

    /** User-space address of what the slot that holds an IPA has there; unknown where no slot ever was. */
    record Hva(int realm, long ipa) implements Operand {}

    /** A number. */
    static Operand of(long value) {
        return new Value(value);
    }

    static Operand variable(int index) {
        return new Variable(index, 0);
    }
}
