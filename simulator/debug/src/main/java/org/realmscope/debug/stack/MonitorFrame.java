package org.realmscope.debug.stack;

import org.realmscope.platform.SecurityState;

/** EL3, which has forwarded a call. It is native: it has neither instructions nor source. */
public record MonitorFrame() implements Frame {
    @Override
    public SecurityState world() {
        return SecurityState.ROOT;
    }

    @Override
    public int el() {
        return 3;
    }

    @Override
    public String name() {
        return "EL3";
    }

    @Override
    public String image() {
        return "";
    }

    @Override
    public FrameHint hint() {
        return FrameHint.SUBTLE;
    }
}
