package org.realmscope.abi;

/** SMC Calling Convention (DEN0028): function identifiers and the calls of the Arm architecture service. */
public final class Smccc {
    /** Function identifier bit 31: fast call. */
    public static final long FAST_CALL = 1L << 31;
    /** Function identifier bit 30: the 64-bit calling convention. */
    public static final long SMC64 = 1L << 30;
    /** Function identifier bit 16: the caller has no live SVE state. Does not change which function is called. */
    public static final long SVE_HINT = 1L << 16;

    /** {@code SMCCC_VERSION}. */
    public static final long VERSION = 0x8000_0000L;
    /** {@code SMCCC_ARCH_FEATURES}: W1 is the function identifier that is asked for. */
    public static final long ARCH_FEATURES = 0x8000_0001L;

    /** SMCCC 1.4: major in bits 30:16, minor in bits 15:0. */
    public static final long VERSION_1_4 = 0x1_0004L;

    /** Result of a call that is not implemented, all ones in X0. */
    public static final long NOT_SUPPORTED = -1;

    public static final long SUCCESS = 0;

    private Smccc() {}

    /** The function identifier in {@code x0}: its low 32 bits without {@link #SVE_HINT}. */
    public static long functionId(long x0) {
        return x0 & 0xffff_ffffL & ~SVE_HINT;
    }

    /** Result {@code status} of a call with identifier {@code functionId}: 32 bits wide in the 32-bit convention. */
    public static long result(long functionId, long status) {
        return (functionId & SMC64) != 0 ? status : status & 0xffff_ffffL;
    }
}
