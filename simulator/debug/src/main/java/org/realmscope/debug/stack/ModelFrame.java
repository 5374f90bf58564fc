package org.realmscope.debug.stack;

import org.realmscope.debug.model.ModelCall;
import org.realmscope.platform.SecurityState;

/** A command of the built-in RMM. */
public record ModelFrame(ModelCall call) implements Frame {
    @Override
    public SecurityState world() {
        return SecurityState.REALM;
    }

    @Override
    public int el() {
        return 2;
    }

    @Override
    public String name() {
        return call.source().name();
    }

    @Override
    public String image() {
        return "RMM";
    }

    @Override
    public SourcePosition source() {
        return new SourcePosition(call.source().path(), call.line(), 0);
    }

    @Override
    public FrameHint hint() {
        return FrameHint.SUBTLE;
    }
}
