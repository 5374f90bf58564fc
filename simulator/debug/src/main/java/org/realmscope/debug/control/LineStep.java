package org.realmscope.debug.control;

/** How to step by source lines. */
public enum LineStep {
    /** To the next line, also that of a function that is called. */
    INTO,
    /** To the next line of the frame or of a caller. */
    OVER,
    /** Until the frame has returned, or an inlined call is over. */
    OUT
}
