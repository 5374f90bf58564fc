package org.realmscope.platform;

/**
 * The Security states of FEAT_RME (Arm ARM D1.2). {@code ordinal()} is the encoding of {@code SCR_EL3.{NSE, NS}} read
 * as a two-bit number (NSE is the high bit); Root is the state of EL3 whatever SCR_EL3 says.
 */
public enum SecurityState {
    /** NSE=0, NS=0. No software of this platform enters it. */
    SECURE,
    /** NSE=0, NS=1. */
    NON_SECURE,
    /** EL3; the encoding NSE=1, NS=0 is reserved for lower Exception levels. */
    ROOT,
    /** NSE=1, NS=1. */
    REALM;

    /** Physical address space that an access goes to when no translation table entry chooses another. */
    public PhysicalAddressSpace physicalAddressSpace() {
        return switch (this) {
            case SECURE -> PhysicalAddressSpace.SECURE;
            case NON_SECURE -> PhysicalAddressSpace.NON_SECURE;
            case ROOT -> PhysicalAddressSpace.ROOT;
            case REALM -> PhysicalAddressSpace.REALM;
        };
    }
}
