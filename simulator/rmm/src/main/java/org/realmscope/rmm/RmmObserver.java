package org.realmscope.rmm;

import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.command.CommandOutcome;
import org.realmscope.rmm.run.AbortObserver;
import org.realmscope.rmm.run.RecRunObserver;

/**
 * Hears what the RMM does. Where nobody listens, a command costs one check more. A listener must not change the
 * machine.
 */
public interface RmmObserver extends AbortObserver, RecRunObserver {
    /**
     * A command of the host, or a call of a realm, is done. RMI_REC_ENTER that succeeds is reported when the REC is
     * entered.
     */
    void commandCompleted(Pe pe, CommandOutcome outcome);
}
