package org.realmscope.platform.sysreg;

/**
 * Outcome of the access check of a system register, in the form in which it is cached: the {@link Enum#ordinal()} of
 * the register that is reached, or one of these negative numbers.
 */
public final class Trap {
    /** The access is UNDEFINED: EC 0x00. */
    public static final int UNDEFINED = -1;
    /** Trapped with EC 0x18 to EL1, or to EL2 if HCR_EL2.TGE routes exceptions of EL0 there. */
    public static final int TO_EL1 = -2;
    /** Trapped with EC 0x18 to EL2. */
    public static final int TO_EL2 = -3;
    /** A trap of FP and Advanced SIMD with EC 0x07, to where {@link AccessRules#floatingPointTrap} says. */
    public static final int FLOATING_POINT = -4;
    /** Not checked since the controls changed last. */
    static final int UNKNOWN = -5;

    private Trap() {}
}
