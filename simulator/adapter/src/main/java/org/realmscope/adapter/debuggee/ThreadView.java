package org.realmscope.adapter.debuggee;

import org.realmscope.debug.inspect.Inspection;
import org.realmscope.platform.pe.Pe;

/**
 * A PE as a client's thread.
 *
 * @param view the machine that it is in
 * @param isLive whether that is the machine that runs, not the one of an open moment
 */
public record ThreadView(Inspection view, boolean isLive, int index) {
    public Pe pe() {
        return view.machine().pe(index);
    }
}
