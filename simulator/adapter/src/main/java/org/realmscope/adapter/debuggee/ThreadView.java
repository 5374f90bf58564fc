package org.realmscope.adapter.debuggee;

import org.realmscope.debug.inspect.Inspection;
import org.realmscope.platform.pe.Pe;

/**
 * A PE as a client's thread.
 *
 * @param view the machine that it is in
 * @param moment number of the open moment that it is of; 0 for the machine that runs
 */
public record ThreadView(Inspection view, int moment, int index) {
    /** Whether it is of the machine that runs, not of an open moment. */
    public boolean isLive() {
        return moment == 0;
    }

    public Pe pe() {
        return view.machine().pe(index);
    }
}
