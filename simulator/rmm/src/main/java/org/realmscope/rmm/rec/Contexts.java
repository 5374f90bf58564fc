package org.realmscope.rmm.rec;

import java.util.List;
import java.util.OptionalLong;
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
    private static final int PC = GPR_COUNT;
    private static final int PSTATE = GPR_COUNT + 1;
    private static final int SP_EL0 = GPR_COUNT + 2;
    private static final int SP_EL1 = GPR_COUNT + 3;
    private static final int FIRST_V = GPR_COUNT + 4;
    /** Word of {@link RealmRegisters#EL1} 0 in a context. */
    private static final int FIRST_EL1 = FIRST_V + V_WORDS;
    /** Word of SP_EL2 in a context of the host; {@link RealmRegisters#EL2} follows. */
    private static final int SP_EL2 = FIRST_EL1 + RealmRegisters.EL1.size();

    private static final int REALM_WORDS = SP_EL2;
    private static final int HOST_WORDS = SP_EL2 + 1 + RealmRegisters.EL2.size();

    private static final int INDEX_OF_SCTLR = RealmRegisters.EL1.indexOf(SystemRegister.SCTLR_EL1);

    /** The cycle counter goes on counting, so that it is not plain storage. */
    private static final int INDEX_OF_PMCCNTR = RealmRegisters.EL1.indexOf(SystemRegister.PMCCNTR_EL0);

    private final PhysicalMemory memory;
    private final Recs recs;
    private final int[] el1 = ordinals(RealmRegisters.EL1);
    private final int[] el2 = ordinals(RealmRegisters.EL2);
    /** The context that is on its way between PE and memory. Scratch: it means nothing between calls. */
    private final long[] words = new long[HOST_WORDS];

    public Contexts(PhysicalMemory memory, Recs recs) {
        this.memory = memory;
        this.recs = recs;
    }

    private static int[] ordinals(List<SystemRegister> registers) {
        return registers.stream().mapToInt(SystemRegister::ordinal).toArray();
    }

    // --- the saved context of a realm

    /** Gives the saved context of a REC the values that a PE has after a reset, apart from X0 to X30, which stay. */
    public void reset(long rec, long pc) {
        long context = rec + Recs.GPRS;
        for (int i = GPR_COUNT; i < REALM_WORDS; i++) {
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
        gather(pe, pe.sys.get(SystemRegister.ELR_EL2), pe.sys.get(SystemRegister.SPSR_EL2));
        memory.writeWords(rec + Recs.GPRS, words, REALM_WORDS);
    }

    /**
     * Loads the context of a realm; PC and PSTATE go to ELR_EL2 and SPSR_EL2, for the exception return that follows.
     */
    public void loadRealm(Pe pe, long rec) {
        memory.readWords(rec + Recs.GPRS, words, REALM_WORDS);
        scatter(pe);
        pe.sys.set(SystemRegister.ELR_EL2, words[PC]);
        pe.sys.set(SystemRegister.SPSR_EL2, words[PSTATE]);
    }

    /**
     * Saves the context of the host, which called at EL2.
     *
     * @param at a granule
     */
    public void saveHost(Pe pe, long at) {
        gather(pe, pe.pc, pe.system.pstate.spsr());
        words[SP_EL2] = pe.system.pstate.stackPointer(2);
        pe.sys.copyTo(el2, words, SP_EL2 + 1);
        memory.writeWords(at, words, HOST_WORDS);
    }

    /** Loads the context of the host but its PC and PSTATE, which the caller enters with. */
    public void loadHost(Pe pe, long at) {
        memory.readWords(at, words, HOST_WORDS);
        scatter(pe);
        pe.system.pstate.setStackPointer(2, words[SP_EL2]);
        pe.sys.copyFrom(el2, words, SP_EL2 + 1);
    }

    /** PC of a context that {@link #saveHost} wrote. */
    public long hostPc(long at) {
        return memory.read64(at + 8L * PC);
    }

    /** PSTATE of a context that {@link #saveHost} wrote. */
    public long hostPstate(long at) {
        return memory.read64(at + 8L * PSTATE);
    }

    // --- reading a context

    /** Saved Xn, n from 0 to 30, of the context at {@code at}. */
    public long gpr(long at, int n) {
        return memory.read64(at + 8L * n);
    }

    /**
     * Saved SP_ELx of the context at {@code at}.
     *
     * @param el 0 or 1; 2 of a context that {@link #saveHost} wrote
     */
    public long stackPointer(long at, int el) {
        int word = el < 2 ? SP_EL0 + el : SP_EL2;
        return memory.read64(at + 8L * word);
    }

    /**
     * Saved value of a system register of the context at {@code at}; empty if contexts do not have it.
     *
     * @param ofHost whether {@link #saveHost} wrote the context
     */
    public OptionalLong register(long at, SystemRegister register, boolean ofHost) {
        int index = RealmRegisters.EL1.indexOf(register);
        if (index >= 0) {
            return OptionalLong.of(memory.read64(at + 8L * (FIRST_EL1 + index)));
        }
        int ofEl2 = ofHost ? RealmRegisters.EL2.indexOf(register) : -1;
        return ofEl2 < 0 ? OptionalLong.empty() : OptionalLong.of(memory.read64(at + 8L * (SP_EL2 + 1 + ofEl2)));
    }

    /** Fills the words that every context has. */
    private void gather(Pe pe, long pc, long pstate) {
        System.arraycopy(pe.x, 0, words, 0, GPR_COUNT);
        words[PC] = pc;
        words[PSTATE] = pstate;
        words[SP_EL0] = pe.system.pstate.stackPointer(0);
        words[SP_EL1] = pe.system.pstate.stackPointer(1);
        System.arraycopy(pe.v, 0, words, FIRST_V, V_WORDS);
        pe.sys.copyTo(el1, words, FIRST_EL1);
        words[FIRST_EL1 + INDEX_OF_PMCCNTR] = pe.system.registers.read(SystemRegister.PMCCNTR_EL0);
    }

    /** Gives the PE the words that every context has, but PC and PSTATE. */
    private void scatter(Pe pe) {
        System.arraycopy(words, 0, pe.x, 0, GPR_COUNT);
        pe.system.pstate.setStackPointer(0, words[SP_EL0]);
        pe.system.pstate.setStackPointer(1, words[SP_EL1]);
        System.arraycopy(words, FIRST_V, pe.v, 0, V_WORDS);
        pe.sys.copyFrom(el1, words, FIRST_EL1);
        pe.system.registers.write(SystemRegister.PMCCNTR_EL0, words[FIRST_EL1 + INDEX_OF_PMCCNTR]);
    }
}
