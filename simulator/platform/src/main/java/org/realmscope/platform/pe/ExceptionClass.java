package org.realmscope.platform.pe;

/** ESR_ELx.EC of the exceptions that the platform takes (Arm ARM D19.2.37), and what their ISS have in common. */
public final class ExceptionClass {
    public static final int UNKNOWN = 0x00;
    /** WFI or WFE. */
    public static final int WFX = 0x01;
    /** FP or Advanced SIMD. */
    public static final int FLOATING_POINT = 0x07;
    /** Pointer authentication instruction. */
    public static final int POINTER_AUTHENTICATION = 0x09;

    public static final int BRANCH_TARGET = 0x0d;
    public static final int ILLEGAL_STATE = 0x0e;
    public static final int SVC = 0x15;
    public static final int HVC = 0x16;
    public static final int SMC = 0x17;
    /** MSR, MRS or system instruction. */
    public static final int SYSTEM_REGISTER = 0x18;
    /** ERET, ERETAA or ERETAB. */
    public static final int ERET = 0x1a;

    public static final int INSTRUCTION_ABORT_LOWER = 0x20;
    public static final int INSTRUCTION_ABORT_SAME = 0x21;
    public static final int PC_ALIGNMENT = 0x22;
    public static final int DATA_ABORT_LOWER = 0x24;
    public static final int DATA_ABORT_SAME = 0x25;
    public static final int SP_ALIGNMENT = 0x26;
    public static final int SERROR = 0x2f;
    public static final int BRK = 0x3c;

    /** ISS.CV = 1 and COND = 0b1110, of instructions that AArch32 could execute conditionally. */
    static final int ISS_ALWAYS = 0x1e << 20;

    private static final int EC_SHIFT = 26;
    private static final long IL = 1L << 25;

    private ExceptionClass() {}

    /** ESR_ELx for a 32-bit instruction or an exception whose IL is RES1. */
    static long syndrome(int ec, int iss) {
        return (long) ec << EC_SHIFT | IL | iss;
    }
}
