package org.realmscope.debug.ui.presentation;

import org.eclipse.swt.widgets.Display;
import org.realmscope.debug.core.protocol.UiThread;

/** The thread of a display, on which nobody waits for a debug adapter. */
public final class DisplayThread implements UiThread {
    @Override
    public boolean isCurrent() {
        return Display.getCurrent() != null;
    }
}
