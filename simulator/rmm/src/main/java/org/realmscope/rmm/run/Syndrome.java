package org.realmscope.rmm.run;

/** Fields of ESR_ELx (Arm ARM D19.2.37) that the RMM reads, masks and forms. */
public final class Syndrome {
    public static final int EC_UNKNOWN = 0x00;
    public static final int EC_WFX = 0x01;
    public static final int EC_FLOATING_POINT = 0x07;
    public static final int EC_HVC = 0x16;
    public static final int EC_SMC = 0x17;
    public static final int EC_SYSTEM_REGISTER = 0x18;
    public static final int EC_SVE = 0x19;
    public static final int EC_SME = 0x1d;
    public static final int EC_INSTRUCTION_ABORT_LOWER = 0x20;
    public static final int EC_DATA_ABORT_LOWER = 0x24;
    public static final int EC_SERROR = 0x2f;

    public static final long IL = 1L << 25;
    public static final long ISV = 1L << 24;
    public static final long FNV = 1L << 10;
    public static final long EA = 1L << 9;
    public static final long S1PTW = 1L << 7;
    public static final long WNR = 1L << 6;
    public static final long FSC = 0x3f;
    public static final long EC = 0x3fL << 26;
    private static final long SAS = 3L << 22;
    private static final long SSE = 1L << 21;
    private static final long SF = 1L << 15;
    private static final long SET = 3L << 11;
    private static final long AET = 7L << 10;
    private static final long IDS = 1L << 24;
    /** WFx: bit 0 tells WFE from WFI, bit 1 the forms with a timeout. */
    private static final long TI = 3;

    /** FSC of a translation fault at level 0; add the level. */
    public static final int FSC_TRANSLATION = 0x04;

    public static final int FSC_EXTERNAL_ABORT = 0x10;

    private static final int FSC_PERMISSION = 0x0c;
    private static final int FSC_EXTERNAL_ON_WALK_FIRST = 0x13;
    private static final int FSC_EXTERNAL_ON_WALK_LAST = 0x17;

    /** Field masks for exit records (DEN0137, A4.3.4). */
    static final long MASK_INSTRUCTION_ABORT = EC | SET | EA | FSC;

    static final long MASK_NON_EMULATABLE = EC | SET | FNV | EA | FSC;
    static final long MASK_EMULATABLE = MASK_NON_EMULATABLE | ISV | SAS | SF | WNR;
    static final long MASK_SERROR = EC | IDS | AET | EA | FSC;
    static final long MASK_WFX = EC | TI;
    static final long TI_WFE = 1;
    static final long TI_TIMEOUT = 1 << 1;

    private Syndrome() {}

    /** Exception class. */
    public static int ec(long esr) {
        return (int) (esr >>> 26) & 0x3f;
    }

    public static int fsc(long esr) {
        return (int) (esr & FSC);
    }

    /** Synchronous external abort, on a translation table walk or not. */
    public static boolean isExternalAbort(long esr) {
        int fsc = fsc(esr);
        return fsc == FSC_EXTERNAL_ABORT || fsc >= FSC_EXTERNAL_ON_WALK_FIRST && fsc <= FSC_EXTERNAL_ON_WALK_LAST;
    }

    public static boolean isPermissionFault(long esr) {
        return (fsc(esr) & 0x3c) == FSC_PERMISSION;
    }

    public static boolean isTranslationFault(long esr) {
        return (fsc(esr) & 0x3c) == FSC_TRANSLATION;
    }

    public static boolean hasInstruction(long esr) {
        return (esr & ISV) != 0;
    }

    public static boolean isWrite(long esr) {
        return (esr & WNR) != 0;
    }

    /** SRT: the register of a load or store, 31 for XZR. */
    public static int register(long esr) {
        return (int) (esr >>> 16) & 0x1f;
    }

    /** Bytes of the access, from SAS. */
    public static int accessSize(long esr) {
        return 1 << ((esr & SAS) >>> 22);
    }

    /** SSE: a load that sign-extends. */
    public static boolean isSignExtended(long esr) {
        return (esr & SSE) != 0;
    }

    /** SF: the register of the load is 64 bits wide. */
    public static boolean isWide(long esr) {
        return (esr & SF) != 0;
    }

    /** SET of an abort: 0 recoverable (UER), 2 uncontainable (UC), 3 restartable (UEO). */
    public static int set(long esr) {
        return (int) ((esr & SET) >>> 11);
    }

    /**
     * AET of an SError: 0 uncontainable (UC), 1 unrecoverable (UEU), 2 restartable (UEO), 3 recoverable (UER), 6
     * corrected (CE).
     */
    public static int aet(long esr) {
        return (int) ((esr & AET) >>> 10);
    }

    /** IPA of the page that HPFAR_EL2 names. */
    public static long faultingPage(long hpfar) {
        return (hpfar & 0x0000_ffff_ffff_fff0L) << 8;
    }

    /** HPFAR_EL2 for an IPA. */
    public static long hpfar(long ipa) {
        return (ipa & -4096L) >>> 8;
    }
}
