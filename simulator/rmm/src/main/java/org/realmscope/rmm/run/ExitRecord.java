package org.realmscope.rmm.run;

import java.util.Arrays;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.platform.memory.PhysicalMemory;

/** The exit half of RmiRecRun while an exit is being decided. Scratch: it is empty between exits. */
public final class ExitRecord {
    private static final int GPRS = 31;

    public RmiRecExitReason reason = RmiRecExitReason.SYNC;
    public long esr;
    public long far;
    public long hpfar;
    public final long[] gprs = new long[GPRS];
    public long ripasBase;
    public long ripasTop;
    public int ripasValue;
    /** 16 bits; the reference implementation lets 32 through. */
    public int imm;

    /** Starts an exit for {@code exitReason}, everything else zero. */
    public ExitRecord begin(RmiRecExitReason exitReason) {
        reason = exitReason;
        esr = 0;
        far = 0;
        hpfar = 0;
        Arrays.fill(gprs, 0);
        ripasBase = 0;
        ripasTop = 0;
        ripasValue = 0;
        imm = 0;
        return this;
    }

    /**
     * Writes what depends on the reason; the rest of the exit half becomes zero.
     *
     * @param run address of the RmiRecRun granule
     */
    void write(PhysicalMemory memory, long run) {
        memory.fill(run + RmiRecRun.EXIT, RmiRecRun.SIZE - RmiRecRun.EXIT, 0);
        memory.write8(run + RmiRecRun.EXIT_REASON, reason.code());
        memory.write64(run + RmiRecRun.EXIT_ESR, esr);
        memory.write64(run + RmiRecRun.EXIT_FAR, far);
        memory.write64(run + RmiRecRun.EXIT_HPFAR, hpfar);
        memory.writeWords(run + RmiRecRun.EXIT_GPRS, gprs, GPRS);
        memory.write64(run + RmiRecRun.EXIT_RIPAS_BASE, ripasBase);
        memory.write64(run + RmiRecRun.EXIT_RIPAS_TOP, ripasTop);
        memory.write8(run + RmiRecRun.EXIT_RIPAS_VALUE, ripasValue);
        memory.write32(run + RmiRecRun.EXIT_IMM, imm);
    }
}
