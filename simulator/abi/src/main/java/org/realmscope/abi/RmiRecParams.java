package org.realmscope.abi;

/** Byte offsets of RmiRecParams, 4 KiB: input of RMI_REC_CREATE (DEN0137, B4.4). */
public final class RmiRecParams {
    /** Bit 0: runnable. */
    public static final int FLAGS = 0x000;
    /** Aff0 in bits 3:0, Aff1 in 15:8, Aff2 in 23:16, Aff3 in 31:24. */
    public static final int MPIDR = 0x100;

    public static final int PC = 0x200;
    /** gprs[0] to gprs[7], 8 bytes each. */
    public static final int GPRS = 0x300;
    /** Number of auxiliary granules. */
    public static final int NUM_AUX = 0x800;
    /** aux[0] to aux[15], physical addresses. */
    public static final int AUX = 0x808;

    public static final int SIZE = 0x1000;

    private RmiRecParams() {}
}
