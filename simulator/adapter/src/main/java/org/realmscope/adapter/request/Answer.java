package org.realmscope.adapter.request;

import org.jspecify.annotations.Nullable;

/**
 * What a handler answers.
 *
 * @param response body of the response
 * @param afterwards what is done by the machine's thread when the response is on its way: whatever sends events that
 *     must not overtake it
 */
public record Answer<R>(@Nullable R response, Runnable afterwards) {
    private static final Runnable NOTHING = () -> {};

    public static <R> Answer<R> of(R response) {
        return new Answer<>(response, NOTHING);
    }

    /** A response without a body. */
    public static Answer<Void> done() {
        return new Answer<>(null, NOTHING);
    }

    /** A response without a body, and then something else. */
    public static Answer<Void> then(Runnable afterwards) {
        return new Answer<>(null, afterwards);
    }
}
