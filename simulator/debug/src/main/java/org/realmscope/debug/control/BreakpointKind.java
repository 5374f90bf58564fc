package org.realmscope.debug.control;

/** Breakpoints that are set together: setting those of a kind replaces all that were set before. */
public enum BreakpointKind {
    SOURCE,
    FUNCTION,
    INSTRUCTION,
    CALL,
    FAULT,
    DATA,
    HAZARD
}
