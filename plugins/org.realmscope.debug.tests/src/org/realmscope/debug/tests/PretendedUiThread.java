package org.realmscope.debug.tests;

import org.realmscope.debug.core.protocol.UiThread;

/** Takes threads of one name for UI threads. */
public final class PretendedUiThread implements UiThread {
    static final String NAME = "pretended UI thread";

    @Override
    public boolean isCurrent() {
        return Thread.currentThread().getName().equals(NAME);
    }
}
