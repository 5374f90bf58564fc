package org.realmscope.abi;

/** Byte offsets of RmiRecRun, 4 KiB: what the host passes to RMI_REC_ENTER and gets back from it (DEN0137, B4.4). */
public final class RmiRecRun {
    /** Flags of the entry: {@link #FLAG_EMUL_MMIO} and following. */
    public static final int ENTER_FLAGS = 0x000;
    /** gprs[0] to gprs[30] of the entry, 8 bytes each. */
    public static final int ENTER_GPRS = 0x200;

    public static final int ENTER_GICV3_HCR = 0x300;
    /** gicv3_lrs[0] to gicv3_lrs[15] of the entry, 8 bytes each. */
    public static final int ENTER_GICV3_LRS = 0x308;

    /** The exit half: zero where the exit reason defines nothing. */
    public static final int EXIT = 0x800;
    /** {@link RmiRecExitReason}, 1 byte. */
    public static final int EXIT_REASON = 0x800;

    public static final int EXIT_ESR = 0x900;
    public static final int EXIT_FAR = 0x908;
    public static final int EXIT_HPFAR = 0x910;
    /** gprs[0] to gprs[30] of the exit, 8 bytes each. */
    public static final int EXIT_GPRS = 0xa00;

    public static final int EXIT_GICV3_HCR = 0xb00;
    /** gicv3_lrs[0] to gicv3_lrs[15] of the exit, 8 bytes each. */
    public static final int EXIT_GICV3_LRS = 0xb08;

    public static final int EXIT_GICV3_MISR = 0xb88;
    public static final int EXIT_GICV3_VMCR = 0xb90;
    public static final int EXIT_CNTP_CTL = 0xc00;
    public static final int EXIT_CNTP_CVAL = 0xc08;
    public static final int EXIT_CNTV_CTL = 0xc10;
    public static final int EXIT_CNTV_CVAL = 0xc18;
    public static final int EXIT_RIPAS_BASE = 0xd00;
    public static final int EXIT_RIPAS_TOP = 0xd08;
    /** RmiRipas, 1 byte. */
    public static final int EXIT_RIPAS_VALUE = 0xd10;
    /** Immediate of the host call, 2 bytes. */
    public static final int EXIT_IMM = 0xe00;
    /** RmiPmuOverflowStatus, 1 byte. */
    public static final int EXIT_PMU_OVF_STATUS = 0xf00;

    public static final int SIZE = 0x1000;

    /** The host has emulated the access that the last exit reports. */
    public static final long FLAG_EMUL_MMIO = 1;
    /** A Synchronous External Abort is to be injected for the access that the last exit reports. */
    public static final long FLAG_INJECT_SEA = 1 << 1;

    public static final long FLAG_TRAP_WFI = 1 << 2;
    public static final long FLAG_TRAP_WFE = 1 << 3;
    /** The host rejects the RIPAS change that the last exit reports. */
    public static final long FLAG_RIPAS_RESPONSE = 1 << 4;

    private RmiRecRun() {}
}
