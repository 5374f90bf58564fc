package org.realmscope.abi;

/** Byte offsets of RmiRealmParams, 4 KiB: input of RMI_REALM_CREATE (DEN0137, B4.4). */
public final class RmiRealmParams {
    /** Bit 0 lpa2, bit 1 sve, bit 2 pmu. */
    public static final int FLAGS = 0x000;
    /** IPA width in bits, 1 byte. */
    public static final int S2SZ = 0x008;
    /** Vector length, 1 byte: (n + 1) * 128 bits. */
    public static final int SVE_VL = 0x010;
    /** Breakpoints minus one, 1 byte. */
    public static final int NUM_BPS = 0x018;
    /** Watchpoints minus one, 1 byte. */
    public static final int NUM_WPS = 0x020;
    /** PMU counters, 1 byte. */
    public static final int PMU_NUM_CTRS = 0x028;
    /** RmiHashAlgorithm, 1 byte: 0 SHA-256, 1 SHA-512. */
    public static final int HASH_ALGO = 0x030;
    /** Realm Personalization Value, 64 bytes. */
    public static final int RPV = 0x400;
    /** 2 bytes. */
    public static final int VMID = 0x800;
    /** Physical address of the first starting-level RTT. */
    public static final int RTT_BASE = 0x808;
    /** Starting level, signed. */
    public static final int RTT_LEVEL_START = 0x810;
    /** Number of contiguous starting-level RTTs, 4 bytes. */
    public static final int RTT_NUM_START = 0x818;

    public static final int SIZE = 0x1000;

    private RmiRealmParams() {}
}
