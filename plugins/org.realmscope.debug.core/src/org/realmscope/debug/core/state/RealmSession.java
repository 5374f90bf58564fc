package org.realmscope.debug.core.state;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.ILaunch;

/** A debug session: the present of a machine, and the moments of its past that are open beside it. */
public interface RealmSession {
    /** The launch that it is of. */
    ILaunch launch();

    /** The present. */
    RealmState live();

    /** The open moments, in the order in which they were opened. */
    List<RealmState> moments();

    /**
     * Opens a moment as a suspended target of the launch; one that is open already is answered again.
     *
     * @param moment as {@code 1234.2}
     */
    CompletableFuture<RealmState> openMoment(String moment);

    /**
     * Opens the moment at which a stage 2 fault was taken.
     *
     * @param number of the fault
     */
    CompletableFuture<RealmState> openFault(long number);

    /** Closes an open moment, which then ends. */
    CompletableFuture<Void> closeMoment(RealmState moment);

    /** Takes the machine to a moment of the known run; the session stops there. */
    CompletableFuture<Void> goTo(String moment);
}
