package org.realmscope.abi;

import org.jspecify.annotations.Nullable;

/** Functions of the Power State Coordination Interface, PSCI 1.1 (DEN0022). */
public enum Psci {
    VERSION(0x8400_0000L, false),
    CPU_SUSPEND(0x8400_0001L, true),
    CPU_OFF(0x8400_0002L, false),
    CPU_ON(0x8400_0003L, true),
    AFFINITY_INFO(0x8400_0004L, true),
    SYSTEM_OFF(0x8400_0008L, false),
    SYSTEM_RESET(0x8400_0009L, false),
    FEATURES(0x8400_000aL, false);

    /** PSCI 1.1: major in bits 31:16, minor in bits 15:0. */
    public static final long VERSION_1_1 = 0x1_0001L;

    /** First and last function number of the PSCI range, in both calling conventions. */
    private static final long LAST_NUMBER = 0x1f;

    /** AFFINITY_INFO: the PE is on. */
    public static final long AFFINITY_ON = 0;
    /** AFFINITY_INFO: the PE is off. */
    public static final long AFFINITY_OFF = 1;

    public static final long SUCCESS = 0;
    public static final long NOT_SUPPORTED = -1;
    public static final long INVALID_PARAMETERS = -2;
    public static final long DENIED = -3;
    public static final long ALREADY_ON = -4;
    public static final long ON_PENDING = -5;
    public static final long INTERNAL_FAILURE = -6;
    public static final long NOT_PRESENT = -7;
    public static final long DISABLED = -8;
    public static final long INVALID_ADDRESS = -9;

    private static final Psci[] FUNCTIONS = values();

    private final long smc32;
    private final boolean hasSmc64;

    Psci(long smc32, boolean hasSmc64) {
        this.smc32 = smc32;
        this.hasSmc64 = hasSmc64;
    }

    /** The function with the identifier {@code functionId} in one of its calling conventions, or null. */
    public static @Nullable Psci of(long functionId) {
        for (Psci function : FUNCTIONS) {
            if (functionId == function.smc32 || (function.hasSmc64 && functionId == function.smc64())) {
                return function;
            }
        }
        return null;
    }

    /** Whether {@code functionId} is in the range that the standard reserves for PSCI. */
    public static boolean isInRange(long functionId) {
        return (functionId & ~(Smccc.SMC64 | LAST_NUMBER)) == VERSION.smc32;
    }

    /** Identifier in the 32-bit calling convention. */
    public long smc32() {
        return smc32;
    }

    /** Identifier in the 64-bit calling convention; only CPU_SUSPEND, CPU_ON and AFFINITY_INFO have one. */
    public long smc64() {
        return smc32 | Smccc.SMC64;
    }
}
