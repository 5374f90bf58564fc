package org.realmscope.debug.stack;

/** How a frame is shown; the constants are those of the Debug Adapter Protocol. */
public enum FrameHint {
    NORMAL,
    /** A model or firmware, which nobody steps through instruction by instruction. */
    SUBTLE,
    /** No frame but a line of text between frames. */
    LABEL
}
