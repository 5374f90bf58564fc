package org.realmscope.abi;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Finds the function of an interface by its number within a dense range. */
final class FunctionTable {
    private FunctionTable() {}

    /**
     * Puts each of {@code functions} into {@code table} at the low bits of its identifier's distance from the first
     * one's.
     */
    static <F> @Nullable F[] index(F[] functions, ToLongFunction<F> functionId, @Nullable F[] table) {
        long first = functionId.applyAsLong(functions[0]);
        for (F function : functions) {
            table[(int) (functionId.applyAsLong(function) - first)] = function;
        }
        return table;
    }

    static <F> @Nullable F find(@Nullable F[] table, long number) {
        return number >= 0 && number < table.length ? table[(int) number] : null;
    }
}
