package org.realmscope.adapter.debuggee;

import org.realmscope.debug.inspect.Inspection;

/** What a client refers to by number until the machine moves. */
public sealed interface Reference {
    /** The frame that it is part of. */
    Frame frame();

    /**
     * A stack frame.
     *
     * @param view the machine that it is in
     * @param isLive whether that is the machine that runs, not the one of an open moment
     */
    record Frame(Inspection view, boolean isLive, int pe) implements Reference {
        @Override
        public Frame frame() {
            return this;
        }
    }

    /** A group of registers. */
    record Group(Frame frame, String name) implements Reference {}

    /** The fields of a register. */
    record Fields(Frame frame, String register) implements Reference {}
}
