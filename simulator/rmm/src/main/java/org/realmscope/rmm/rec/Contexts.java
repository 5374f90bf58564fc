package org.realmscope.rmm.rec;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Moves the registers that a realm and the host share between a PE and memory. A context is an array of words: X0 to
 * X30, PC, PSTATE, SP_EL0, SP_EL1, V0 to V31, then the registers of {@link RealmRegisters#EL1}; the host's goes on with
 * SP_EL2 and {@link RealmRegisters#EL2}.
 */
public final class Contexts {
    /** PSTATE of a REC that starts: EL1h, D, A, I and F set. */
    public static final long PSTATE_RESET = 0x3c5;
    /** SCTLR_EL1 of a REC that starts: MMU and caches off, little-endian, the RES1 bits of Armv8.0 set. */
    public static final long SCTLR_EL1_RESET = 0xc5_0878L;

    private static final long SCTLR_EE = 1L << 25;
    private static final int GPR_COUNT = 31;
    private static final int V_WORDS = 64;
    /** Word of {@link RealmRegisters#EL1} 0 in a context. */
    private static final int FIRST_EL1 = GPR_COUNT + 4 + V_WORDS;

    private static final int INDEX_OF_SCTLR = RealmRegisters.EL1.indexOf(SystemRegister.SCTLR_EL1);

    /** The cycle counter goes on counting, so that it is not plain storage. */
    private static final int INDEX_OF_PMCCNTR = RealmRegisters.EL1.indexOf(SystemRegister.PMCCNTR_EL0);

    private final PhysicalMemory memory;
    private final Recs recs;
    private final SystemRegister[] el1 = RealmRegisters.EL1.toArray(SystemRegister[]::new);
    private final SystemRegister[] el2 = RealmRegisters.EL2.toArray(SystemRegister[]::new);

    public Contexts(PhysicalMemory memory, Recs recs) {
        this.memory = memory;
        this.recs = recs;
    }

    // --- the saved context of a realm

    /** Gives the saved context of a REC the values that a PE has after a reset, apart from X0 to X30, which stay. */
    public void reset(long rec, long pc) {
        long context = rec + Recs.GPRS;
        for (int i = GPR_COUNT; i < FIRST_EL1 + el1.length; i++) {
            memory.write64(context + 8L * i, 0);
        }
        recs.setPc(rec, pc);
        recs.setPstate(rec, PSTATE_RESET);
        setSctlr(rec, SCTLR_EL1_RESET);
    }

    /** What the reference implementation resets for CPU_ON: PSTATE and SCTLR_EL1, the latter with the caller's EE. */
    public void resetForCpuOn(long target, long calling) {
        recs.setPstate(target, PSTATE_RESET);
        setSctlr(target, SCTLR_EL1_RESET | sctlr(calling) & SCTLR_EE);
    }

    /** Saved SCTLR_EL1 of a REC that does not run. */
    public long sctlr(long rec) {
        return memory.read64(rec + Recs.GPRS + 8L * (FIRST_EL1 + INDEX_OF_SCTLR));
    }

    private void setSctlr(long rec, long value) {
        memory.write64(rec + Recs.GPRS + 8L * (FIRST_EL1 + INDEX_OF_SCTLR), value);
    }

    // --- between PE and memory

    /**
     * Saves the context of a realm that took an exception to EL2.
     *
     * @param rec granule to save it to
     */
    public void saveRealm(Pe pe, long rec) {
        save(pe, rec + Recs.GPRS, pe.sys.get(SystemRegister.ELR_EL2), pe.sys.get(SystemRegister.SPSR_EL2));
    }

    /**
     * Loads the context of a realm; PC and PSTATE go to ELR_EL2 and SPSR_EL2, for the exception return that follows.
     */
    public void loadRealm(Pe pe, long rec) {
        long context = rec + Recs.GPRS;
        load(pe, context);
        pe.sys.set(SystemRegister.ELR_EL2, memory.read64(context + 8L * GPR_COUNT));
        pe.sys.set(SystemRegister.SPSR_EL2, memory.read64(context + 8L * (GPR_COUNT + 1)));
    }

    /**
     * Saves the context of the host, which called at EL2.
     *
     * @param at a granule
     */
    public void saveHost(Pe pe, long at) {
        save(pe, at, pe.pc, pe.system.pstate.spsr());
        long next = at + 8L * (FIRST_EL1 + el1.length);
        memory.write64(next, pe.system.pstate.stackPointer(2));
        for (int i = 0; i < el2.length; i++) {
            memory.write64(next + 8 + 8L * i, pe.sys.get(el2[i]));
        }
    }

    /** Loads the context of the host but its PC and PSTATE, which the caller enters with. */
    public void loadHost(Pe pe, long at) {
        load(pe, at);
        long next = at + 8L * (FIRST_EL1 + el1.length);
        pe.system.pstate.setStackPointer(2, memory.read64(next));
        for (int i = 0; i < el2.length; i++) {
            pe.sys.set(el2[i], memory.read64(next + 8 + 8L * i));
        }
    }

    /** PC of a context that {@link #saveHost} wrote. */
    public long hostPc(long at) {
        return memory.read64(at + 8L * GPR_COUNT);
    }

    /** PSTATE of a context that {@link #saveHost} wrote. */
    public long hostPstate(long at) {
        return memory.read64(at + 8L * (GPR_COUNT + 1));
    }

    private void save(Pe pe, long at, long pc, long pstate) {
        for (int i = 0; i < GPR_COUNT; i++) {
            memory.write64(at + 8L * i, pe.x[i]);
        }
        long next = at + 8L * GPR_COUNT;
        memory.write64(next, pc);
        memory.write64(next + 8, pstate);
        memory.write64(next + 16, pe.system.pstate.stackPointer(0));
        memory.write64(next + 24, pe.system.pstate.stackPointer(1));
        next += 32;
        for (int i = 0; i < V_WORDS; i++) {
            memory.write64(next + 8L * i, pe.v[i]);
        }
        next += 8L * V_WORDS;
        for (int i = 0; i < el1.length; i++) {
            memory.write64(next + 8L * i, pe.sys.get(el1[i]));
        }
        memory.write64(next + 8L * INDEX_OF_PMCCNTR, pe.system.registers.read(SystemRegister.PMCCNTR_EL0));
    }

    private void load(Pe pe, long at) {
        for (int i = 0; i < GPR_COUNT; i++) {
            pe.x[i] = memory.read64(at + 8L * i);
        }
        long next = at + 8L * (GPR_COUNT + 2);
        pe.system.pstate.setStackPointer(0, memory.read64(next));
        pe.system.pstate.setStackPointer(1, memory.read64(next + 8));
        next += 16;
        for (int i = 0; i < V_WORDS; i++) {
            pe.v[i] = memory.read64(next + 8L * i);
        }
        next += 8L * V_WORDS;
        for (int i = 0; i < el1.length; i++) {
            pe.sys.set(el1[i], memory.read64(next + 8L * i));
        }
        pe.system.registers.write(SystemRegister.PMCCNTR_EL0, memory.read64(next + 8L * INDEX_OF_PMCCNTR));
    }
}
