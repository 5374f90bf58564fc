package org.realmscope.platform.pe;

/**
 * Arm semihosting for A64 ({@code HLT #0xF000}), as far as a bare program needs it: to end, and to say something.
 * Available above EL0 where the machine sets a {@link SemihostingPort}.
 */
final class Semihosting {
    private static final int IMMEDIATE = 0xf000;
    private static final int SYS_WRITEC = 0x03;
    private static final int SYS_WRITE0 = 0x04;
    private static final int SYS_EXIT = 0x18;
    private static final int SYS_EXIT_EXTENDED = 0x20;
    /** A string without end must not hang the machine. */
    private static final int MAX_STRING = 4096;

    private final Pe pe;

    Semihosting(Pe pe) {
        this.pe = pe;
    }

    /**
     * Performs the call in W0 with the parameter in X1.
     *
     * @return whether there is such a call
     */
    boolean call(int imm16) {
        SemihostingPort port = pe.platform.semihosting;
        if (imm16 != IMMEDIATE || port == null || pe.el == 0) {
            return false;
        }
        switch ((int) pe.x[0]) {
            case SYS_WRITEC -> writeCharacters(port, 1);
            case SYS_WRITE0 -> writeCharacters(port, MAX_STRING);
            case SYS_EXIT, SYS_EXIT_EXTENDED -> pe.requestStop(StopCause.HALTED);
            default -> pe.x[0] = -1;
        }
        return true;
    }

    /** Writes what X1 points to, up to a zero or the first page that is not mapped. */
    private void writeCharacters(SemihostingPort port, int limit) {
        for (int i = 0; i < limit; i++) {
            long pa = pe.mmu.probeData(pe.x[1] + i);
            int character = pa < 0 || !pe.platform.memory.isBacked(pa) ? 0 : pe.platform.memory.read8(pa);
            if (character == 0) {
                return;
            }
            port.write(character);
        }
    }
}
