package org.realmscope.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.a64.engine.ExecutionEngine;
import org.realmscope.a64.engine.ThreadedEngine;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.a64.table.TableTranslator;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.choices.RmmConfiguration;

/** A platform with one PE and the built-in RMM, on which a trace is the host: it has no host software of its own. */
final class ReplayBoard {
    /** PSTATE of a host at EL2h with interrupts masked. */
    private static final long HOST_PSTATE = 0x3c9;
    /** Where the host goes on after its calls; nothing is ever executed there. */
    private static final long HOST_PC = 0x1000;
    /** Later than every timer condition that a trace can set up as met. */
    private static final long START_OF_TIME = 1L << 40;
    /** The recorded host lets interrupts of every priority through. */
    private static final long LOWEST_PRIORITY = 0xf8;
    /** Instructions that a realm may execute before it exits. */
    private static final long RUN_LIMIT = 200_000_000;

    final PhysicalMemory memory;
    final Platform platform;
    final BuiltInRmm rmm;
    final Pe pe;
    private final ExecutionEngine engine;

    ReplayBoard(TraceHeader header, RmmConfiguration configuration) {
        BoardLayout layout = header.layout();
        MemoryRegion dram = layout.dram();
        this.memory = new PhysicalMemory(layout.regions());
        this.rmm = new BuiltInRmm(configuration);
        GranuleProtectionTable protection =
                new GranuleProtectionTable(memory, layout.root().base());
        this.platform = new Platform(memory, protection, new Bus(List.of()), rmm);
        this.pe = platform.addPe();
        protection.initialise();
        protection.assignRange(dram.base(), dram.size(), PhysicalAddressSpace.NON_SECURE);
        protection.assignRange(layout.carveOut().base(), layout.carveOut().size(), PhysicalAddressSpace.REALM);
        if (header.secureSize() != 0) {
            protection.assignRange(header.secureBase(), header.secureSize(), PhysicalAddressSpace.SECURE);
        }
        this.engine = new ThreadedEngine(platform, new TableTranslator(InstructionTable.A64));
        pe.instructions = START_OF_TIME;
        pe.securityState = SecurityState.NON_SECURE;
        pe.system.enter(HOST_PSTATE, HOST_PC);
        rmm.boot(pe);
        pe.stop = null;
    }

    /**
     * Calls the RMM as the host.
     *
     * @param registers X0 and up
     */
    void call(long[] registers) {
        System.arraycopy(registers, 0, pe.x, 0, registers.length);
        rmm.smcFromHost(pe);
        pe.stop = null;
    }

    boolean isInRealm() {
        return pe.securityState == SecurityState.REALM;
    }

    /**
     * Gives an exception that the PE has taken to EL2 to the RMM.
     *
     * @return whether there was one
     */
    boolean deliverException() {
        @Nullable StopCause cause = pe.stop;
        pe.stop = null;
        if (cause != StopCause.NATIVE_EL2) {
            return false;
        }
        rmm.exceptionToEl2(pe, pe.system.nativeVectorOffset());
        pe.stop = null;
        return true;
    }

    /** Lets the realm execute its own code until the REC exits. */
    void runRealm() {
        pe.sys.set(SystemRegister.ICC_IGRPEN1_EL1, 1);
        pe.sys.set(SystemRegister.ICC_PMR_EL1, LOWEST_PRIORITY);
        long end = pe.instructions + RUN_LIMIT;
        while (isInRealm()) {
            if (pe.instructions >= end) {
                throw new MismatchException("run", "REC exit", "none after " + RUN_LIMIT + " instructions");
            }
            setWfeUntrapped();
            StopCause cause = engine.run(pe, end);
            switch (cause) {
                case NATIVE_EL2 -> rmm.exceptionToEl2(pe, pe.system.nativeVectorOffset());
                case LIMIT, REQUESTED -> {}
                case IDLE -> skipTime();
                default -> throw new MismatchException("run", "REC exit", cause + " at pc " + Hex.format(pe.pc));
            }
        }
        pe.stop = null;
    }

    /** The recorded PE never traps WFE, and never waits in it. */
    private void setWfeUntrapped() {
        long hcr = pe.sys.get(SystemRegister.HCR_EL2);
        if ((hcr & Hcr.TWE) != 0) {
            pe.sys.set(SystemRegister.HCR_EL2, hcr & ~Hcr.TWE);
            pe.system.contextChanged();
        }
    }

    private void skipTime() {
        if (pe.system.waitsForEvent()) {
            return;
        }
        if (pe.system.wakes(false)) {
            return;
        }
        long deadline = pe.system.nextDeadline();
        if (deadline == Long.MAX_VALUE) {
            throw new MismatchException("run", "REC exit", "a realm that waits for ever at pc " + Hex.format(pe.pc));
        }
        pe.instructions = Math.max(pe.instructions, deadline);
    }
}
