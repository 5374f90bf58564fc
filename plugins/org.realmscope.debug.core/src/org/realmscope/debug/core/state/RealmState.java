package org.realmscope.debug.core.state;

import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.RealmscopeServer;

/**
 * The machine of a session at one time: now, or at an open moment. Targets, threads, frames, launches and processes of
 * a session adapt to it, so that whatever is selected in the Debug view says what views show:
 * {@code Adapters.adapt(element, RealmState.class)}.
 *
 * <p>There is one object for the present of a session and one for each open moment; they can be compared with
 * {@code ==}. Every method may be called on any thread and returns at once.
 */
public interface RealmState {
    /** The session that this is of. */
    RealmSession session();

    /**
     * The adapter. Its futures complete on a thread that must not be blocked, and must not be waited for on the UI
     * thread: they refuse it with an {@link IllegalStateException}.
     */
    RealmscopeServer server();

    /** What there is in the machine. It is read when the machine stops, before anybody hears of that. */
    CompletableFuture<MachineSummary> machine();

    /** What requests for state take as {@code moment}: the number of the open moment, null for the present. */
    @Nullable
    Integer momentId();

    /** Where the machine stands here, for example {@code 1234.2}; empty until the first stop. */
    String moment();

    /** What it is for people, for example {@code now} or {@code fault 17 (1234.2)}. */
    String label();

    /** Whether this is the machine that runs, and not an open moment. */
    default boolean isLive() {
        return momentId() == null;
    }

    /** Whether it can be read: a machine that runs cannot. Always so for a moment until it ends. */
    boolean isSuspended();

    /** Whether it is closed, or its session over. */
    boolean hasEnded();

    /** The debug target in the Debug view. */
    IDebugTarget target();

    /** Adds a listener, once. It is told on any thread but the UI thread. */
    void addListener(RealmStateListener listener);

    /** Removes a listener. */
    void removeListener(RealmStateListener listener);
}
