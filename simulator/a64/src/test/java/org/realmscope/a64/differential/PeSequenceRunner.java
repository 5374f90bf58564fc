package org.realmscope.a64.differential;

import java.util.List;
import org.realmscope.a64.engine.NoRealmWorld;
import org.realmscope.a64.engine.ThreadedEngine;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.a64.table.TableTranslator;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.SystemRegister;

/** Runs sequences on a PE with the engine that the machine uses, at NS-EL2, with a flat translation of one GiB. */
final class PeSequenceRunner implements SequenceRunner {
    private static final long DRAM = 0x4000_0000L;
    private static final long DRAM_SIZE = 0x200_0000L;
    private static final long GPT = 0x8000_0000L;
    private static final long VECTORS = DRAM;
    private static final long LEVEL_0_TABLE = DRAM + 0x1000;
    private static final long LEVEL_1_TABLE = DRAM + 0x2000;
    private static final long TABLE = 3;
    /** Block, attribute 0, inner shareable, accessed; AP[1] is RES1 at EL2. */
    private static final long BLOCK = 1 | 1 << 6 | 3 << 8 | 1 << 10;

    private static final long MAIR_NORMAL = 0xff;
    /** 48-bit addresses, so that the walk starts at level 0; 40-bit output; bits 31 and 23 are RES1. */
    private static final long TCR = 16 | 2 << 16 | 1L << 31 | 1 << 23;

    private static final long SCTLR_RES1 = 0x30c5_0830L;
    private static final long SCTLR_M_C_I = 1 | 1 << 2 | 1 << 12;
    /** Ends a sequence, and any exception. */
    private static final int SMC = 0xd4000003;
    /** More instructions than a sequence has. */
    private static final long LIMIT = 10_000;

    private final long sliceLength;
    private final Platform platform;
    private final Pe pe;
    private final ThreadedEngine engine;

    /** @param sliceLength instructions that the engine is asked for at once; 1 executes each of them alone */
    PeSequenceRunner(int sliceLength) {
        this.sliceLength = sliceLength;
        PhysicalMemory memory = new PhysicalMemory(List.of(
                new MemoryRegion("dram", DRAM, DRAM_SIZE), new MemoryRegion("gpt", GPT, GranuleProtectionTable.SIZE)));
        GranuleProtectionTable granuleProtection = new GranuleProtectionTable(memory, GPT);
        granuleProtection.initialise();
        platform = new Platform(memory, granuleProtection, new Bus(List.of()), new NoRealmWorld());
        pe = platform.addPe();
        engine = new ThreadedEngine(platform, new TableTranslator(InstructionTable.A64));
        pe.system.resetEl2(SecurityState.NON_SECURE, DRAM);
        memory.write64(LEVEL_0_TABLE, LEVEL_1_TABLE | TABLE);
        memory.write64(LEVEL_1_TABLE + 8, DRAM | BLOCK);
        for (long vector = VECTORS; vector < VECTORS + 0x800; vector += 0x80) {
            memory.write32(vector, SMC);
        }
        pe.sys.set(SystemRegister.VBAR_EL2, VECTORS);
        pe.sys.set(SystemRegister.CPTR_EL2, 0);
        pe.sys.set(SystemRegister.MAIR_EL2, MAIR_NORMAL);
        pe.sys.set(SystemRegister.TCR_EL2, TCR);
        pe.sys.set(SystemRegister.TTBR0_EL2, LEVEL_0_TABLE);
        pe.sys.set(SystemRegister.SCTLR_EL2, SCTLR_RES1 | SCTLR_M_C_I);
        pe.system.contextChanged();
    }

    @Override
    public Outcome run(int[] words, long address, MachineState state) {
        long end = address + 4L * words.length;
        for (int i = 0; i < words.length; i++) {
            writeCode(address + 4L * i, words[i]);
        }
        writeCode(end, SMC);
        platform.memory.write(AddressMap.SCRATCH, state.scratch, 0, state.scratch.length);
        System.arraycopy(state.x, 0, pe.x, 0, state.x.length);
        System.arraycopy(state.v, 0, pe.v, 0, state.v.length);
        pe.x[Pe.SP] = state.sp;
        pe.setNzcv(state.nzcv);
        pe.btype = 0;
        pe.pc = address;
        pe.mmu.clearExclusive();
        StopCause cause = execute();
        return cause == StopCause.EL3_CALL && pe.pc == end + 4
                ? new Outcome.Completed(result())
                : new Outcome.Died("%s at 0x%x, ESR_EL2 0x%x, ELR_EL2 0x%x, FAR_EL2 0x%x"
                        .formatted(
                                cause,
                                pe.pc,
                                pe.sys.get(SystemRegister.ESR_EL2),
                                pe.sys.get(SystemRegister.ELR_EL2),
                                pe.sys.get(SystemRegister.FAR_EL2)));
    }

    /** Instructions executed so far, of all sequences. */
    long instructions() {
        return pe.instructions;
    }

    private StopCause execute() {
        long limit = pe.instructions + LIMIT;
        StopCause cause = StopCause.LIMIT;
        while (cause == StopCause.LIMIT && pe.instructions < limit) {
            cause = engine.run(pe, pe.instructions + sliceLength);
        }
        return cause;
    }

    private void writeCode(long address, int word) {
        platform.memory.write32(address, word);
        platform.codeObserver.codeWritten(address, 4);
    }

    private MachineState result() {
        MachineState result = new MachineState();
        System.arraycopy(pe.x, 0, result.x, 0, result.x.length);
        System.arraycopy(pe.v, 0, result.v, 0, result.v.length);
        result.sp = pe.x[Pe.SP];
        result.nzcv = pe.nzcv();
        platform.memory.read(AddressMap.SCRATCH, result.scratch, 0, result.scratch.length);
        return result;
    }
}
