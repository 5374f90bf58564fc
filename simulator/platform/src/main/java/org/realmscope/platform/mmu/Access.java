package org.realmscope.platform.mmu;

/** What an access is, as far as permission checks and syndromes depend on it: bits of an int. */
final class Access {
    static final int READ = 1;
    static final int WRITE = 1 << 1;
    static final int FETCH = 1 << 2;
    /** Checked as an EL0 access although the PE is at a higher Exception level (LDTR, STTR, AT S1E0R). */
    static final int UNPRIVILEGED = 1 << 3;
    /** DC, IC or AT: reported with CM, and PSTATE.PAN does not apply. */
    static final int MAINTENANCE = 1 << 4;
    /** DC ZVA. */
    static final int BLOCK_ZERO = 1 << 5;
    /** Not aligned to its size, or to what the instruction asks for: faults on Device memory. */
    static final int UNALIGNED = 1 << 6;
    /** PSTATE.PAN applies although the access is {@link #MAINTENANCE} (AT S1E1RP, AT S1E1WP). */
    static final int PRIVILEGED_ACCESS_NEVER = 1 << 7;

    private Access() {}
}
