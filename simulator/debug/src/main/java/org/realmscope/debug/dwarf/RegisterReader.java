package org.realmscope.debug.dwarf;

import java.util.OptionalLong;

/** Registers of a frame. */
@FunctionalInterface
public interface RegisterReader {
    /** DWARF number of the stack pointer (DWARF for AArch64, section 4.1); 0 to 30 are X0 to X30. */
    int SP = 31;

    /** DWARF number of the frame pointer, X29. */
    int FP = 29;

    /** DWARF number of the link register, X30. */
    int LR = 30;

    /** DWARF number of the program counter. */
    int PC = 32;

    /** DWARF number of V0, of which the low 64 bits are read. */
    int V0 = 64;

    /** DWARF number of V31. */
    int V31 = 95;

    /** Our number of bits 127:64 of V0; those of the other vector registers follow. DWARF has none. */
    int V0_HIGH = 1024;

    /** Whether a number is that of a vector register. */
    static boolean isVector(int number) {
        return number >= V0 && number <= V31;
    }

    /**
     * Reads a register.
     *
     * @param number by DWARF for AArch64
     * @return empty if its value is not known
     */
    OptionalLong read(int number);
}
