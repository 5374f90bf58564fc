package org.realmscope.rmm.realm;

import org.realmscope.platform.memory.PhysicalMemory;

/**
 * Reads and writes Realm Descriptors: every attribute of a Realm is a field of its RD granule. Layout in bytes, all
 * fields 8 bytes unless said: state, flags, ipa_width, hash_algo, rec_index, num_recs, rtt_base, rtt_level_start,
 * rtt_num_start, vmid, sve_vl, num_bps, num_wps, pmu_num_ctrs from 0x00; rpv (64 bytes) at 0x80; measurements (5 of 64
 * bytes, RIM first) at 0x100.
 */
public final class Realms {
    /** RmiRealmFlags bit 0. */
    public static final long FLAG_LPA2 = 1;
    /** RmiRealmFlags bit 1. */
    public static final long FLAG_SVE = 1 << 1;
    /** RmiRealmFlags bit 2. */
    public static final long FLAG_PMU = 1 << 2;
    /** Bytes of the Realm Personalization Value, and of a measurement. */
    public static final int VALUE_SIZE = 64;
    /** The RIM and REM 0 to 3. */
    public static final int MEASUREMENTS = 5;

    private static final int STATE = 0x00;
    private static final int FLAGS = 0x08;
    private static final int IPA_WIDTH = 0x10;
    private static final int HASH_ALGO = 0x18;
    private static final int REC_INDEX = 0x20;
    private static final int NUM_RECS = 0x28;
    private static final int RTT_BASE = 0x30;
    private static final int RTT_LEVEL_START = 0x38;
    private static final int RTT_NUM_START = 0x40;
    private static final int VMID = 0x48;
    private static final int SVE_VL = 0x50;
    private static final int NUM_BPS = 0x58;
    private static final int NUM_WPS = 0x60;
    private static final int PMU_NUM_CTRS = 0x68;
    private static final int RPV = 0x80;
    private static final int MEASUREMENT = 0x100;

    private final PhysicalMemory memory;

    public Realms(PhysicalMemory memory) {
        this.memory = memory;
    }

    public RealmState state(long rd) {
        return RealmState.of(memory.read8(rd + STATE));
    }

    public boolean is(long rd, RealmState state) {
        return memory.read8(rd + STATE) == state.ordinal();
    }

    public void setState(long rd, RealmState state) {
        memory.write8(rd + STATE, state.ordinal());
    }

    /** RmiRealmFlags as the host gave them. */
    public long flags(long rd) {
        return memory.read64(rd + FLAGS);
    }

    public boolean hasLpa2(long rd) {
        return (flags(rd) & FLAG_LPA2) != 0;
    }

    public boolean hasPmu(long rd) {
        return (flags(rd) & FLAG_PMU) != 0;
    }

    /** IPA width in bits. */
    public int ipaWidth(long rd) {
        return memory.read8(rd + IPA_WIDTH);
    }

    /** AddrIsProtected: whether {@code ipa} is in the lower half of the IPA space. */
    public boolean isProtected(long rd, long ipa) {
        return ipa >>> (ipaWidth(rd) - 1) == 0;
    }

    /** Whether {@code ipa} is in the IPA space. */
    public boolean isInIpaSpace(long rd, long ipa) {
        return ipa >>> ipaWidth(rd) == 0;
    }

    /** Encoding of RmiHashAlgorithm. */
    public int hashAlgorithm(long rd) {
        return memory.read8(rd + HASH_ALGO);
    }

    /** Index of the REC that is created next. */
    public long recIndex(long rd) {
        return memory.read64(rd + REC_INDEX);
    }

    public void setRecIndex(long rd, long index) {
        memory.write64(rd + REC_INDEX, index);
    }

    /** RECs that exist. */
    public long numRecs(long rd) {
        return memory.read64(rd + NUM_RECS);
    }

    public void setNumRecs(long rd, long count) {
        memory.write64(rd + NUM_RECS, count);
    }

    public long rttBase(long rd) {
        return memory.read64(rd + RTT_BASE);
    }

    public int rttLevelStart(long rd) {
        return (int) memory.read64(rd + RTT_LEVEL_START);
    }

    public int rttNumStart(long rd) {
        return (int) memory.read64(rd + RTT_NUM_START);
    }

    public void setRtt(long rd, long base, long levelStart, long numStart) {
        memory.write64(rd + RTT_BASE, base);
        memory.write64(rd + RTT_LEVEL_START, levelStart);
        memory.write64(rd + RTT_NUM_START, numStart);
    }

    public int vmid(long rd) {
        return memory.read16(rd + VMID);
    }

    public void setVmid(long rd, int vmid) {
        memory.write16(rd + VMID, vmid);
    }

    /** Sets what measures and shapes the Realm from RmiRealmParams. */
    public void setAttributes(long rd, long flags, int ipaWidth, int hashAlgorithm) {
        memory.write64(rd + FLAGS, flags);
        memory.write8(rd + IPA_WIDTH, ipaWidth);
        memory.write8(rd + HASH_ALGO, hashAlgorithm);
    }

    /** Sets the sizes of optional features: vector length, break- and watchpoints minus one, PMU counters. */
    public void setFeatures(long rd, int sveVl, int numBps, int numWps, int pmuNumCtrs) {
        memory.write8(rd + SVE_VL, sveVl);
        memory.write8(rd + NUM_BPS, numBps);
        memory.write8(rd + NUM_WPS, numWps);
        memory.write8(rd + PMU_NUM_CTRS, pmuNumCtrs);
    }

    public int numBps(long rd) {
        return memory.read8(rd + NUM_BPS);
    }

    public int numWps(long rd) {
        return memory.read8(rd + NUM_WPS);
    }

    public int pmuNumCtrs(long rd) {
        return memory.read8(rd + PMU_NUM_CTRS);
    }

    /** Address of the 64 bytes of the Realm Personalization Value. */
    public static long rpv(long rd) {
        return rd + RPV;
    }

    /**
     * Address of the 64 bytes of a measurement.
     *
     * @param index 0 RIM, 1 to 4 REM 0 to 3
     */
    public static long measurement(long rd, int index) {
        return rd + MEASUREMENT + (long) VALUE_SIZE * index;
    }
}
