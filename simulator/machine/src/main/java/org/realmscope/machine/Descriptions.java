package org.realmscope.machine;

import org.realmscope.a64.table.Disassembler;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.platform.pe.Pe;

/** What PEs do, in words for users. */
final class Descriptions {
    private static final Disassembler DISASSEMBLER = new Disassembler(InstructionTable.A64);

    private Descriptions() {}

    /** Where a PE is, for example {@code EL2 (non-secure) at 0x42000010}. */
    static String place(Pe pe) {
        return "EL%d (%s) at 0x%x"
                .formatted(pe.el, pe.securityState.physicalAddressSpace().label(), pe.pc);
    }

    /** What a PE waits for. */
    static String waiting(Pe pe, RunState state) {
        return "PE " + pe.index
                + switch (state) {
                    case OFF -> " is off";
                    case RUNNING -> " runs at " + place(pe);
                    case WAITING_FOR_INTERRUPT -> " waits for an interrupt (WFI), " + place(pe);
                    case WAITING_FOR_EVENT -> " waits for an event (WFE), " + place(pe);
                };
    }

    /** The instruction that a PE cannot execute. */
    static String notImplemented(Pe pe) {
        // The instruction has just been fetched, so that the TLB holds its translation and asking for it changes
        // nothing.
        int word = pe.platform.memory.read32(pe.mmu.translateFetch(pe.pc));
        return DISASSEMBLER.disassemble(word, pe.pc) + " is not implemented, " + place(pe);
    }
}
