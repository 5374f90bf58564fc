package org.realmscope.platform.sysreg;

/** Fields of SCTLR_EL1 and SCTLR_EL2 (D19.2.118, D19.2.119) that the platform acts on. */
public final class Sctlr {
    /** Stage 1 translation is on. */
    public static final long M = 1L;
    /** Data accesses must be aligned. */
    public static final long A = 1L << 1;

    public static final long C = 1L << 2;
    /** SP alignment check at the Exception level itself. */
    public static final long SA = 1L << 3;
    /** SP alignment check at EL0. */
    public static final long SA0 = 1L << 4;
    /** Non-aligned access within 16 bytes is allowed for the LSE2 instructions. */
    public static final long NAA = 1L << 6;

    public static final long UMA = 1L << 9;
    public static final long ENRCTX = 1L << 10;
    public static final long I = 1L << 12;
    public static final long ENDB = 1L << 13;
    public static final long DZE = 1L << 14;
    public static final long UCT = 1L << 15;
    public static final long NTWI = 1L << 16;
    public static final long NTWE = 1L << 18;
    public static final long WXN = 1L << 19;
    /** PSTATE.PAN is left unchanged by exceptions to the Exception level. */
    public static final long SPAN = 1L << 23;

    public static final long UCI = 1L << 26;
    public static final long ENDA = 1L << 27;
    public static final long ENIB = 1L << 30;
    public static final long ENIA = 1L << 31;
    /** PACIASP at EL0 does not take branches of BTYPE 3. */
    public static final long BT0 = 1L << 35;
    /** PACIASP at the Exception level itself does not take branches of BTYPE 3. */
    public static final long BT = 1L << 36;
    /** PSTATE.SSBS after an exception to the Exception level. */
    public static final long DSSBS = 1L << 44;

    private Sctlr() {}
}
