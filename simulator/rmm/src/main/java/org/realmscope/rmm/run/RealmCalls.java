package org.realmscope.rmm.run;

import org.realmscope.platform.pe.Pe;

/** Takes the SMCs of realms. */
public interface RealmCalls {
    /**
     * Executes the call of the REC that runs on {@code pe}, whose SMC has been trapped; the PE goes on in the realm or
     * host.
     */
    void handle(Pe pe, long rec);
}
