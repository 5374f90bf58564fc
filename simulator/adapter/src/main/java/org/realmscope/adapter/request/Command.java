package org.realmscope.adapter.request;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of the protocol.
 *
 * @param name as it stands in the {@code command} of a request
 * @param absent arguments of a request that has none; null if it must have some
 * @param <P> its arguments
 * @param <R> the body of its response
 */
// The type of the responses ties a handler to its facade method.
@SuppressWarnings("UnusedTypeParameter")
public record Command<P, R>(String name, @Nullable Supplier<P> absent) {
    /** A request that must have arguments. */
    static <P, R> Command<P, R> of(String name) {
        return new Command<>(name, null);
    }

    /** A request that may come without arguments. */
    static <P, R> Command<P, R> of(String name, Supplier<P> absent) {
        return new Command<>(name, absent);
    }
}
