package org.realmscope.rmm.command;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A value that a condition compares, for explanations.
 *
 * @param name in the specification's words, for example {@code walk.level}
 * @param text the value in a call
 */
public record Operand(String name, Function<Call, String> text) {
    /** An operand that is shown in hexadecimal. */
    public static Operand hex(String name, ToLongFunction<Call> value) {
        return new Operand(name, call -> "0x" + Long.toHexString(value.applyAsLong(call)));
    }

    /** An operand that is shown in decimal. */
    public static Operand decimal(String name, ToLongFunction<Call> value) {
        return new Operand(name, call -> Long.toString(value.applyAsLong(call)));
    }
}
