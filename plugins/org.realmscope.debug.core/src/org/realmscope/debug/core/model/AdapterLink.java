package org.realmscope.debug.core.model;

import java.util.concurrent.CompletableFuture;
import org.realmscope.debug.core.protocol.AdapterStreams;

/** The other side of a session: a process of ours, or a socket to an adapter that somebody else has started. */
public interface AdapterLink extends AdapterStreams {
    /** Whether somebody else has started the adapter, so that one can disconnect and leave its machine there. */
    boolean isRemote();

    /** Completes with the exit code when a process of ours has ended; with 0 when the connection is closed. */
    CompletableFuture<Integer> ended();

    /** Ends a process of ours at once, and closes the connection. */
    void kill();
}
