package org.realmscope.machine.world;

import java.util.List;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecParams;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.Smccc;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.sysreg.WorldContext;

/** RECs of the test double: their registers and, while they run, the host's, are words in the REC granule. */
record DoubleRec(Granules granules) {
    private static final int RD = 0;
    private static final int RUN = 8;
    private static final int EMULATABLE_ESR = 16;
    private static final int PC = 24;
    private static final int PSTATE = 32;
    private static final int MPIDR = 40;
    private static final int GPRS = 0x100;
    private static final int EL1 = 0x200;
    private static final int HOST_EL1 = 0x300;
    private static final int HOST_GPRS = 0x400;
    private static final int HOST_EL2 = 0x500;
    private static final int GPR_COUNT = 31;

    private static final long PSTATE_EL1H_MASKED = 0x3c5;
    private static final long SCTLR_EL1_RESET = 0x30d0_0800;
    private static final long MPIDR_RES1 = 1L << 31;
    /** VM, SWIO, FMO, IMO, AMO, TSC, RW, TEA, APK, API, FWB. */
    private static final long HCR = 1 | 2 | 0x38 | 1 << 19 | 1L << 31 | 1L << 37 | 3L << 40 | 1L << 46;
    /** 36-bit IPA, start level 1, 16-bit VMID. */
    private static final long VTCR = 0xc00e_355cL;

    private static final long ESR_ABORT = 0xfc00_1e3fL;
    private static final long ESR_EMULATABLE = 0xfdc0_9e7fL;
    private static final long ISV = 1 << 24;
    private static final long WNR = 1 << 6;
    private static final List<SystemRegister> EL1_REGISTERS = List.of(
            SystemRegister.SCTLR_EL1,
            SystemRegister.CPACR_EL1,
            SystemRegister.TTBR0_EL1,
            SystemRegister.TTBR1_EL1,
            SystemRegister.TCR_EL1,
            SystemRegister.MAIR_EL1,
            SystemRegister.VBAR_EL1,
            SystemRegister.ELR_EL1,
            SystemRegister.SPSR_EL1,
            SystemRegister.ESR_EL1,
            SystemRegister.FAR_EL1,
            SystemRegister.SP_EL1,
            SystemRegister.SP_EL0,
            SystemRegister.TPIDR_EL1,
            SystemRegister.TPIDR_EL0);

    long create(Pe pe, long rd, long rec, long params) {
        PhysicalMemory memory = pe.platform.memory;
        if (!granules.is(pe, rec, Granules.DELEGATED) || !granules.is(pe, rd, Granules.RD)) {
            return RmiStatus.ERROR_INPUT.returnCode();
        }
        memory.write64(rec + RD, rd);
        memory.write64(rec + PC, memory.read64(params + RmiRecParams.PC));
        memory.write64(rec + PSTATE, PSTATE_EL1H_MASKED);
        memory.write64(rec + MPIDR, memory.read64(params + RmiRecParams.MPIDR) | MPIDR_RES1);
        for (int i = 0; i < 8; i++) {
            memory.write64(rec + GPRS + 8L * i, memory.read64(params + RmiRecParams.GPRS + 8L * i));
        }
        memory.write64(rec + EL1, SCTLR_EL1_RESET);
        granules.set(pe, rec, Granules.REC);
        return 0;
    }

    long destroy(Pe pe, long rec) {
        granules.set(pe, rec, Granules.DELEGATED);
        return 0;
    }

    /**
     * Lets the REC run on the PE.
     *
     * @return a status if it cannot
     */
    long enter(Pe pe, long rec, long run) {
        PhysicalMemory memory = pe.platform.memory;
        if (!granules.is(pe, rec, Granules.REC) || !granules.isNonSecure(pe, run)) {
            return RmiStatus.ERROR_INPUT.returnCode();
        }
        long rd = memory.read64(rec + RD);
        long flags = memory.read64(run + RmiRecRun.ENTER_FLAGS);
        if (memory.read64(rd + DoubleRealm.ACTIVE) == 0) {
            return RmiStatus.ERROR_REALM.returnCode();
        }
        if (flags != 0 && memory.read64(rec + EMULATABLE_ESR) == 0) {
            return RmiStatus.ERROR_REC.returnCode();
        }
        if ((flags & RmiRecRun.FLAG_EMUL_MMIO) != 0) {
            completeEmulation(memory, rec, run);
        }
        memory.write64(rec + RUN, run);
        saveHost(pe, rec);
        pe.securityState = SecurityState.REALM;
        pe.sys.set(SystemRegister.HCR_EL2, HCR);
        pe.sys.set(SystemRegister.VTCR_EL2, VTCR);
        pe.sys.set(
                SystemRegister.VTTBR_EL2,
                memory.read64(rd + DoubleRealm.RTT_BASE) | memory.read64(rd + DoubleRealm.VMID) << 48);
        pe.sys.set(SystemRegister.VMPIDR_EL2, memory.read64(rec + MPIDR));
        // While EL2 is native, TPIDR_EL2 tells which REC runs on the PE.
        pe.sys.set(SystemRegister.TPIDR_EL2, rec);
        resume(pe, rec);
        return 0;
    }

    private static void resume(Pe pe, long rec) {
        PhysicalMemory memory = pe.platform.memory;
        loadEl1(pe, rec + EL1);
        loadGprs(pe, rec + GPRS);
        pe.system.enter(memory.read64(rec + PSTATE), memory.read64(rec + PC));
    }

    void exception(Pe pe, int vectorOffset) {
        PhysicalMemory memory = pe.platform.memory;
        long rec = pe.sys.get(SystemRegister.TPIDR_EL2);
        long esr = pe.sys.get(SystemRegister.ESR_EL2);
        memory.write64(rec + PC, pe.sys.get(SystemRegister.ELR_EL2));
        memory.write64(rec + PSTATE, pe.sys.get(SystemRegister.SPSR_EL2));
        saveGprs(pe, rec + GPRS);
        saveEl1(pe, rec + EL1);
        if (vectorOffset == 0x400 && exceptionClass(esr) == 0x17) {
            memory.write64(rec + GPRS, Smccc.NOT_SUPPORTED);
            memory.write64(rec + PC, memory.read64(rec + PC) + 4);
            resume(pe, rec);
            return;
        }
        long run = memory.read64(rec + RUN);
        memory.fill(run + RmiRecRun.EXIT, RmiRecRun.SIZE - RmiRecRun.EXIT, 0);
        memory.write64(rec + EMULATABLE_ESR, 0);
        if (vectorOffset == 0x400) {
            recordSync(pe, rec, run, esr);
        } else {
            RmiRecExitReason reason = vectorOffset == 0x480 ? RmiRecExitReason.IRQ : RmiRecExitReason.FIQ;
            memory.write8(run + RmiRecRun.EXIT_REASON, reason.code());
        }
        restoreHost(pe, rec);
        pe.x[0] = 0;
        for (int i = 1; i < 5; i++) {
            pe.x[i] = 0;
        }
    }

    private static void recordSync(Pe pe, long rec, long run, long esr) {
        PhysicalMemory memory = pe.platform.memory;
        long hpfar = pe.sys.get(SystemRegister.HPFAR_EL2);
        memory.write64(run + RmiRecRun.EXIT_HPFAR, hpfar);
        if (exceptionClass(esr) != 0x24 || (esr & ISV) == 0 || hpfar >>> 27 == 0) {
            memory.write64(run + RmiRecRun.EXIT_ESR, esr & ESR_ABORT);
            return;
        }
        memory.write64(rec + EMULATABLE_ESR, esr);
        memory.write64(run + RmiRecRun.EXIT_ESR, esr & ESR_EMULATABLE);
        memory.write64(run + RmiRecRun.EXIT_FAR, pe.sys.get(SystemRegister.FAR_EL2) & 0xfff);
        int register = (int) (esr >>> 16) & 31;
        if ((esr & WNR) != 0 && register != 31) {
            long mask = -1L >>> (64 - (8 << (esr >>> 22 & 3)));
            memory.write64(run + RmiRecRun.EXIT_GPRS, pe.x[register] & mask);
        }
    }

    private static void completeEmulation(PhysicalMemory memory, long rec, long run) {
        long esr = memory.read64(rec + EMULATABLE_ESR);
        memory.write64(rec + PC, memory.read64(rec + PC) + 4);
        int register = (int) (esr >>> 16) & 31;
        if ((esr & WNR) == 0 && register != 31) {
            int unused = 64 - (8 << (esr >>> 22 & 3));
            long value = memory.read64(run + RmiRecRun.ENTER_GPRS);
            boolean isSigned = (esr >>> 21 & 1) != 0;
            value = isSigned ? value << unused >> unused : value << unused >>> unused;
            boolean is64Bit = (esr >>> 15 & 1) != 0;
            memory.write64(rec + GPRS + 8L * register, is64Bit ? value : value & 0xffff_ffffL);
        }
    }

    private static int exceptionClass(long esr) {
        return (int) (esr >>> 26) & 0x3f;
    }

    // --- the host's context

    private static void saveHost(Pe pe, long rec) {
        saveGprs(pe, rec + HOST_GPRS);
        saveEl1(pe, rec + HOST_EL1);
        WorldContext context = new WorldContext();
        context.save(pe);
        context.save(new MemoryWords(pe.platform.memory, rec + HOST_EL2));
    }

    private static void restoreHost(Pe pe, long rec) {
        loadGprs(pe, rec + HOST_GPRS);
        loadEl1(pe, rec + HOST_EL1);
        WorldContext context = new WorldContext();
        context.load(new MemoryWords(pe.platform.memory, rec + HOST_EL2));
        context.restore(pe, SecurityState.NON_SECURE);
    }

    private static void saveGprs(Pe pe, long to) {
        for (int i = 0; i < GPR_COUNT; i++) {
            pe.platform.memory.write64(to + 8L * i, pe.x[i]);
        }
    }

    private static void loadGprs(Pe pe, long from) {
        for (int i = 0; i < GPR_COUNT; i++) {
            pe.x[i] = pe.platform.memory.read64(from + 8L * i);
        }
    }

    private static void saveEl1(Pe pe, long to) {
        for (int i = 0; i < EL1_REGISTERS.size(); i++) {
            pe.platform.memory.write64(to + 8L * i, pe.sys.get(EL1_REGISTERS.get(i)));
        }
    }

    private static void loadEl1(Pe pe, long from) {
        for (int i = 0; i < EL1_REGISTERS.size(); i++) {
            pe.sys.set(EL1_REGISTERS.get(i), pe.platform.memory.read64(from + 8L * i));
        }
    }
}
