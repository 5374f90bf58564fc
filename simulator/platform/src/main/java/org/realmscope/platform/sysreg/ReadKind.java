package org.realmscope.platform.sysreg;

/** What MRS of a register needs. */
public enum ReadKind {
    /** The value is what {@link SystemRegisters} stores. */
    STORED,
    /**
     * The value is computed from the state of the PE, but does not depend on the system counter and changes nothing.
     */
    COMPUTED,
    /** The value depends on the system counter, or reading has a side effect: the instruction ends its block. */
    TIMED
}
