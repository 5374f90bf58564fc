package org.realmscope.adapter.request;

import org.eclipse.lsp4j.debug.Capabilities;

/**
 * Handles one request.
 *
 * @param <P> its arguments
 * @param <R> the body of its response
 */
public interface RequestHandler<P, R> {
    /** The request. */
    Command<P, R> command();

    /** When it is handled. */
    default Lane lane() {
        return Lane.STOPPED;
    }

    /** Adds to {@code capabilities} what clients can do because this handler is there. */
    default void declare(Capabilities capabilities) {}

    /**
     * Handles a request.
     *
     * @throws RequestError if it cannot be done as things are
     * @throws org.realmscope.platform.UserError if the user asks for something that cannot be
     */
    Answer<R> handle(P arguments);
}
