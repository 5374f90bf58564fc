package org.realmscope.debug.control;

import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.pe.Pe;

/**
 * What source line stepping asks of symbols about a PE that stands before an instruction. Nothing of it changes the
 * machine.
 */
public interface LineMap {
    /**
     * Where an address is in source code; null if no symbols cover it.
     *
     * @param address in the address space in which the PE executes
     */
    @Nullable
    LinePosition position(Pe pe, long address);

    /** Where the PE stands in source code; null if no symbols cover it. */
    default @Nullable LinePosition position(Pe pe) {
        return position(pe, pe.pc);
    }

    /**
     * What identifies the PE's frame, inlined calls not counted: its canonical frame address, the value of SP before
     * the call. Frames that were called later have lower ones.
     */
    long frame(Pe pe);

    /** Address to which the PE's frame returns; empty if it is not known. */
    OptionalLong returnAddress(Pe pe);

    /**
     * Addresses at which statements of a function begin, those of inlined calls in it included.
     *
     * @param address in the function, in the address space in which the PE executes
     * @return ascending; empty if no symbols cover it
     */
    SortedSet<Long> statements(Pe pe, long address);

    /**
     * First address behind the prologue of the function at whose entry the PE stands; the PE's pc if it has none or the
     * PE does not stand at an entry.
     */
    long behindPrologue(Pe pe);
}
