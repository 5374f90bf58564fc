package org.realmscope.rmm.run;

import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.platform.pe.Pe;

/** Hears of REC entries and exits. */
public interface RecRunObserver {
    /** The PE is about to go on in the realm. */
    void recEntered(Pe pe, long rec);

    /**
     * A REC has left; its exit record is in memory, and the PE is back in the host.
     *
     * @param rec address of the REC
     * @param run address of the RmiRecRun granule
     */
    void recExited(Pe pe, long rec, RmiRecExitReason reason, long run);
}
