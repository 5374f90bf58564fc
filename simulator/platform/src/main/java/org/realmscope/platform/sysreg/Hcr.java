package org.realmscope.platform.sysreg;

/** Fields of HCR_EL2 (D19.2.48) that the platform acts on. */
public final class Hcr {
    /** Stage 2 translation of EL1&0. */
    public static final long VM = 1L;
    /** DC ISW cleans, too. */
    public static final long SWIO = 1L << 1;
    /** A stage 1 walk may not reach Device memory. */
    public static final long PTW = 1L << 2;
    /** Physical FIQs go to EL2, virtual ones are enabled. */
    public static final long FMO = 1L << 3;
    /** Physical IRQs go to EL2, virtual ones are enabled. */
    public static final long IMO = 1L << 4;
    /** Physical SErrors go to EL2, virtual ones are enabled. */
    public static final long AMO = 1L << 5;
    /** A virtual FIQ is pending. */
    public static final long VF = 1L << 6;
    /** A virtual IRQ is pending. */
    public static final long VI = 1L << 7;
    /** A virtual SError is pending. */
    public static final long VSE = 1L << 8;
    /** EL1 maintenance is broadcast. */
    public static final long FB = 1L << 9;
    /** Default cacheability: stage 1 of EL1&0 is off, memory is Normal. */
    public static final long DC = 1L << 12;

    public static final long TWI = 1L << 13;
    public static final long TWE = 1L << 14;
    public static final long TID1 = 1L << 16;
    public static final long TID2 = 1L << 17;
    public static final long TID3 = 1L << 18;
    public static final long TSC = 1L << 19;
    public static final long TIDCP = 1L << 20;
    public static final long TACR = 1L << 21;
    public static final long TSW = 1L << 22;
    public static final long TPC = 1L << 23;
    public static final long TPU = 1L << 24;
    public static final long TTLB = 1L << 25;
    public static final long TVM = 1L << 26;
    /** Exceptions of EL0 go to EL2. */
    public static final long TGE = 1L << 27;

    public static final long TDZ = 1L << 28;
    public static final long TRVM = 1L << 30;
    /** EL1 uses AArch64; fixed at one. */
    public static final long RW = 1L << 31;
    /** EL2 hosts an operating system (FEAT_VHE). */
    public static final long E2H = 1L << 34;

    public static final long TLOR = 1L << 35;
    public static final long TERR = 1L << 36;
    /** Synchronous external aborts go to EL2. */
    public static final long TEA = 1L << 37;
    /** Accesses to PAuth key registers are not trapped. */
    public static final long APK = 1L << 40;
    /** PAuth instructions are not trapped. */
    public static final long API = 1L << 41;
    /** Stage 2 attributes override those of stage 1 (FEAT_S2FWB). */
    public static final long FWB = 1L << 46;
    /** Granule protection faults of EL1&0 go to EL2 (FEAT_RME). */
    public static final long GPF = 1L << 48;

    public static final long TID4 = 1L << 49;
    public static final long TICAB = 1L << 50;
    public static final long TOCU = 1L << 52;
    public static final long TTLBIS = 1L << 54;
    public static final long TTLBOS = 1L << 55;

    private Hcr() {}

    /** Whether EL0 and EL2 form the EL2&0 regime of a host (ELIsInHost for EL0): E2H and TGE are both one. */
    public static boolean isHost(long hcr) {
        return (hcr & (E2H | TGE)) == (E2H | TGE);
    }
}
