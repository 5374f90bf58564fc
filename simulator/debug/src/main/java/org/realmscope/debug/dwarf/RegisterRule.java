package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.SectionData;

/** How to find a register of the caller (DWARF 5, section 6.4.1). */
sealed interface RegisterRule {
    /** The caller's value is lost. */
    record Undefined() implements RegisterRule {}

    /** The caller's value is still in the register. */
    record SameValue() implements RegisterRule {}

    /** Saved in memory at an offset from the canonical frame address. */
    record SavedAt(long offset) implements RegisterRule {}

    /** The canonical frame address and an offset. */
    record CfaPlus(long offset) implements RegisterRule {}

    /** In another register. */
    record InRegister(int number) implements RegisterRule {}

    /**
     * What an expression gives, to which the canonical frame address is passed.
     *
     * @param isAddress whether it gives the address where the value is saved, not the value
     */
    record Computed(SectionData data, int offset, int size, boolean isAddress) implements RegisterRule {
        DataCursor operations() {
            return data.cursor(offset, size);
        }
    }
}
