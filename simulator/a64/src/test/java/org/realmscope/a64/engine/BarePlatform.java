package org.realmscope.a64.engine;

import java.util.List;
import org.realmscope.a64.syntax.Labels;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
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

/**
 * One PE at Non-secure EL2 with its MMU off, 16 MiB of memory at {@link #DRAM}, and programs given as assembly text.
 */
public final class BarePlatform {
    public static final long DRAM = 0x4000_0000L;
    private static final long ROOT_MEMORY = 0x0E00_0000L;
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);

    public final Platform platform;
    public final Pe pe;
    public final ExecutionEngine engine;

    public BarePlatform() {
        this(BlockUnroller.WORTHWHILE);
    }

    /** @param unrollAfter instructions that a block executes before it is unrolled */
    BarePlatform(int unrollAfter) {
        PhysicalMemory memory = new PhysicalMemory(
                List.of(new MemoryRegion("root", ROOT_MEMORY, 0x100_0000), new MemoryRegion("DRAM", DRAM, 0x100_0000)));
        GranuleProtectionTable granules = new GranuleProtectionTable(memory, ROOT_MEMORY);
        granules.initialise();
        platform = new Platform(memory, granules, new Bus(List.of()), new NoRealmWorld());
        pe = platform.addPe();
        engine = new ThreadedEngine(platform, new TableTranslator(InstructionTable.A64), unrollAfter);
        pe.system.resetEl2(SecurityState.NON_SECURE, DRAM);
    }

    /** Puts a program, one instruction a line, at {@code address}. */
    public void load(long address, String program) {
        long at = address;
        for (String line :
                program.lines().map(String::strip).filter(s -> !s.isEmpty()).toList()) {
            switch (ASSEMBLER.assemble(line, at, Labels.NONE)) {
                case Assembled.Word word -> platform.memory.write32(at, word.word());
                case Assembled.Rejected no ->
                    throw new IllegalArgumentException(line + ": column " + no.column() + ": " + no.message());
            }
            at += 4;
        }
    }

    /** Runs {@code count} instructions from where the PE is. */
    public StopCause run(long count) {
        return engine.run(pe, pe.instructions + count);
    }
}
