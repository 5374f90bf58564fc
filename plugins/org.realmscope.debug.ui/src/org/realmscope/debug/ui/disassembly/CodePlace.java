package org.realmscope.debug.ui.disassembly;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.MemoryAddress;
import org.realmscope.debug.core.model.RealmFrame;

/**
 * Where code is.
 *
 * @param machine now or at an open moment
 * @param viewer whose translation the address goes through: a PE; empty if that does not matter
 */
record CodePlace(MachineTarget machine, String viewer, MemoryAddress address) {
    /** The instruction of a frame; null for one without instructions. */
    static @Nullable CodePlace of(RealmFrame frame) {
        MemoryAddress address = MemoryAddress.parse(frame.instructionPointer());
        return address == null
                ? null
                : new CodePlace(frame.target(), String.valueOf(frame.thread().pe()), address);
    }

    /** Whether a listing around one is one around the other, if it is long enough. */
    boolean isBeside(CodePlace other) {
        return machine == other.machine
                && viewer.equals(other.viewer)
                && address.space().equals(other.address.space());
    }

    /** A reader of the code around it. */
    Pages pages() {
        return new Pages(machine.state().server(), machine.memoryReference(address));
    }
}
