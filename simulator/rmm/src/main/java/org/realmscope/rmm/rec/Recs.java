package org.realmscope.rmm.rec;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.granule.CarveOut;

/**
 * Reads and writes RECs: every attribute of a REC is a field of its granule. Layout: attributes of 8 bytes each from
 * 0x000, challenge (64 bytes) at 0x100, addresses of the auxiliary granules at 0x180, the realm's registers at
 * {@link #CONTEXT}; the host's registers are in the first auxiliary granule while the REC runs, the attestation token
 * in the others.
 */
public final class Recs {
    /** Smallest number of auxiliary granules that a REC can do with: one for the host's registers, one for a token. */
    public static final int MIN_AUX = 2;
    /** Largest number that {@code num_aux} may have: entries of the array in RmiRecParams. */
    public static final int MAX_AUX = 16;
    /** Offset of X0 to X30 of the realm. */
    public static final int GPRS = 0x200;
    /** Offset of the address at which the realm goes on. */
    public static final int PC = 0x2f8;
    /** Offset of PSTATE as SPSR_EL2 holds it. */
    public static final int PSTATE = 0x300;
    /** Offset of the realm's other registers. */
    public static final int CONTEXT = 0x308;
    /** Offset of the 64 bytes of the attestation challenge. */
    public static final int CHALLENGE = 0x100;

    private static final int STATE = 0x000;
    private static final int OWNER = 0x008;
    private static final int MPIDR = 0x010;
    private static final int RUNNABLE = 0x018;
    private static final int PSCI_PENDING = 0x020;
    private static final int HOST_CALL_PENDING = 0x028;
    private static final int HOST_CALL_IPA = 0x030;
    private static final int RIPAS_ADDR = 0x038;
    private static final int RIPAS_TOP = 0x040;
    private static final int RIPAS_VALUE = 0x048;
    private static final int RIPAS_DESTROYED = 0x050;
    private static final int ATTEST_STATE = 0x058;
    private static final int TOKEN_SIZE = 0x060;
    private static final int TOKEN_OFFSET = 0x068;
    private static final int LAST_EXIT = 0x070;
    private static final int LAST_ESR = 0x078;
    private static final int LAST_FAR = 0x080;
    private static final int LAST_HPFAR = 0x088;
    private static final int REPORTED_TIMERS = 0x090;
    private static final int RUN_PTR = 0x098;
    private static final int NUM_AUX = 0x0a0;
    private static final int VMCR = 0x0a8;
    private static final int ACTIVE_PRIORITIES = 0x0b0;
    private static final int SERROR_PENDING = 0x0c0;
    private static final int SERROR_SYNDROME = 0x0c8;
    private static final int AUX = 0x180;

    private final PhysicalMemory memory;
    private final CarveOut carveOut;

    public Recs(PhysicalMemory memory, CarveOut carveOut) {
        this.memory = memory;
        this.carveOut = carveOut;
    }

    /** RecIndex (DEN0137): number of the REC with this RmiRecMpidr. */
    public static long index(long mpidr) {
        return mpidr & 0xf | (mpidr >>> 8 & 0xff) << 4 | (mpidr >>> 16 & 0xff) << 12 | (mpidr >>> 24 & 0xff) << 20;
    }

    /** Number of the REC with the affinity fields of this MPIDR_EL1, in which Aff3 is at bits 39:32. */
    public static long indexOfAffinity(long mpidrEl1) {
        return index(mpidrEl1 & 0xff_ffff | (mpidrEl1 >>> 32 & 0xff) << 24);
    }

    /** RmiRecMpidr of the REC with this number. */
    public static long mpidr(long index) {
        return index & 0xf | (index >>> 4 & 0xff) << 8 | (index >>> 12 & 0xff) << 16 | (index >>> 20 & 0xff) << 24;
    }

    /** The bits of an RmiRecMpidr that hold affinity fields. */
    public static final long MPIDR_MASK = 0xffff_ff0fL;

    // --- life cycle

    /** Fills the fields of a REC that starts to exist; all others are zero, as the granule is. */
    public void create(long rec, long rd, long mpidr, boolean runnable, int numAux) {
        memory.write64(rec + OWNER, rd);
        memory.write64(rec + MPIDR, mpidr);
        setRunnable(rec, runnable);
        memory.write64(rec + NUM_AUX, numAux);
    }

    public boolean is(long rec, RecState state) {
        return memory.read8(rec + STATE) == state.ordinal();
    }

    public void setState(long rec, RecState state) {
        memory.write8(rec + STATE, state.ordinal());
    }

    /** Address of the RD of the Realm that the REC belongs to. */
    public long owner(long rec) {
        return memory.read64(rec + OWNER);
    }

    /** RmiRecMpidr. */
    public long mpidrOf(long rec) {
        return memory.read64(rec + MPIDR);
    }

    public boolean isRunnable(long rec) {
        return memory.read64(rec + RUNNABLE) != 0;
    }

    public void setRunnable(long rec, boolean runnable) {
        memory.write64(rec + RUNNABLE, runnable ? 1 : 0);
    }

    public int numAux(long rec) {
        return (int) memory.read64(rec + NUM_AUX);
    }

    /** Address of auxiliary granule {@code i}. */
    public long aux(long rec, int i) {
        return memory.read64(rec + AUX + 8L * i);
    }

    public void setAux(long rec, int i, long pa) {
        memory.write64(rec + AUX + 8L * i, pa);
    }

    // --- registers

    /** Saved Xn, n from 0 to 30. */
    public long gpr(long rec, int n) {
        return memory.read64(rec + GPRS + 8L * n);
    }

    public void setGpr(long rec, int n, long value) {
        memory.write64(rec + GPRS + 8L * n, value);
    }

    public long pc(long rec) {
        return memory.read64(rec + PC);
    }

    public void setPc(long rec, long pc) {
        memory.write64(rec + PC, pc);
    }

    /** PSTATE as SPSR_EL2 holds it. */
    public long pstate(long rec) {
        return memory.read64(rec + PSTATE);
    }

    public void setPstate(long rec, long pstate) {
        memory.write64(rec + PSTATE, pstate);
    }

    // --- requests in progress

    public boolean isPsciPending(long rec) {
        return memory.read64(rec + PSCI_PENDING) != 0;
    }

    public void setPsciPending(long rec, boolean pending) {
        memory.write64(rec + PSCI_PENDING, pending ? 1 : 0);
    }

    public boolean isHostCallPending(long rec) {
        return memory.read64(rec + HOST_CALL_PENDING) != 0;
    }

    public void setHostCallPending(long rec, boolean pending) {
        memory.write64(rec + HOST_CALL_PENDING, pending ? 1 : 0);
    }

    /** IPA of the RsiHostCall structure of the pending host call. */
    public long hostCallIpa(long rec) {
        return memory.read64(rec + HOST_CALL_IPA);
    }

    public void setHostCallIpa(long rec, long ipa) {
        memory.write64(rec + HOST_CALL_IPA, ipa);
    }

    /** Start of what is left of the RIPAS change request, 0 if there is none. */
    public long ripasAddr(long rec) {
        return memory.read64(rec + RIPAS_ADDR);
    }

    public void setRipasAddr(long rec, long ipa) {
        memory.write64(rec + RIPAS_ADDR, ipa);
    }

    public long ripasTop(long rec) {
        return memory.read64(rec + RIPAS_TOP);
    }

    /** RmiRipas that the realm asks for. */
    public int ripasValue(long rec) {
        return (int) memory.read64(rec + RIPAS_VALUE);
    }

    /** Whether the request includes entries whose RIPAS is DESTROYED. */
    public boolean isChangeDestroyed(long rec) {
        return memory.read64(rec + RIPAS_DESTROYED) != 0;
    }

    public void setRipasRequest(long rec, long base, long top, int value, boolean changeDestroyed) {
        setRipasAddr(rec, base);
        memory.write64(rec + RIPAS_TOP, top);
        memory.write64(rec + RIPAS_VALUE, value);
        memory.write64(rec + RIPAS_DESTROYED, changeDestroyed ? 1 : 0);
    }

    // --- attestation

    public boolean is(long rec, AttestState state) {
        return memory.read64(rec + ATTEST_STATE) == state.ordinal();
    }

    public void setAttestState(long rec, AttestState state) {
        memory.write64(rec + ATTEST_STATE, state.ordinal());
    }

    /** Bytes of the token that is being handed out. */
    public int tokenSize(long rec) {
        return (int) memory.read64(rec + TOKEN_SIZE);
    }

    /** Bytes of the token that have been handed out. */
    public int tokenOffset(long rec) {
        return (int) memory.read64(rec + TOKEN_OFFSET);
    }

    public void setToken(long rec, int size, int offset) {
        memory.write64(rec + TOKEN_SIZE, size);
        memory.write64(rec + TOKEN_OFFSET, offset);
    }

    // --- last exit

    /** What the last exit was about, as {@link LastExit#ordinal()}. */
    public LastExit lastExit(long rec) {
        return LastExit.of((int) memory.read64(rec + LAST_EXIT));
    }

    public void setLastExit(long rec, LastExit exit) {
        memory.write64(rec + LAST_EXIT, exit.ordinal());
    }

    /** ESR_EL2 of the abort that caused the last exit, unmasked. */
    public long lastEsr(long rec) {
        return memory.read64(rec + LAST_ESR);
    }

    public long lastFar(long rec) {
        return memory.read64(rec + LAST_FAR);
    }

    public long lastHpfar(long rec) {
        return memory.read64(rec + LAST_HPFAR);
    }

    public void setLastSyndrome(long rec, long esr, long far, long hpfar) {
        memory.write64(rec + LAST_ESR, esr);
        memory.write64(rec + LAST_FAR, far);
        memory.write64(rec + LAST_HPFAR, hpfar);
    }

    /** Timers whose output was asserted in the last exit: bit 0 virtual, bit 1 physical. */
    public int reportedTimers(long rec) {
        return (int) memory.read64(rec + REPORTED_TIMERS);
    }

    public void setReportedTimers(long rec, int timers) {
        memory.write64(rec + REPORTED_TIMERS, timers);
    }

    /** Whether a virtual SError is pending for the realm. */
    public boolean isSErrorPending(long rec) {
        return memory.read64(rec + SERROR_PENDING) != 0;
    }

    /** ISS of the virtual SError that is pending. */
    public long serrorSyndrome(long rec) {
        return memory.read64(rec + SERROR_SYNDROME);
    }

    public void setPendingSError(long rec, boolean pending, long syndrome) {
        memory.write64(rec + SERROR_PENDING, pending ? 1 : 0);
        memory.write64(rec + SERROR_SYNDROME, syndrome);
    }

    // --- running

    /** Address of the RmiRecRun granule of the present run. */
    public long runPtr(long rec) {
        return memory.read64(rec + RUN_PTR);
    }

    public void setRunPtr(long rec, long pa) {
        memory.write64(rec + RUN_PTR, pa);
    }

    /** Saved ICH_VMCR_EL2. */
    public long vmcr(long rec) {
        return memory.read64(rec + VMCR);
    }

    public void setVmcr(long rec, long value) {
        memory.write64(rec + VMCR, value);
    }

    /**
     * Saved ICH_AP0R0_EL2 or ICH_AP1R0_EL2.
     *
     * @param group 0 or 1
     */
    public long activePriorities(long rec, int group) {
        return memory.read64(rec + ACTIVE_PRIORITIES + 8L * group);
    }

    public void setActivePriorities(long rec, int group, long value) {
        memory.write64(rec + ACTIVE_PRIORITIES + 8L * group, value);
    }

    /** Address of the REC that runs on a PE, 0 if none does. */
    public long runningOn(int pe) {
        return memory.read64(carveOut.runningRec(pe));
    }

    public void setRunningOn(int pe, long rec) {
        memory.write64(carveOut.runningRec(pe), rec);
    }
}
