package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;

/** Extensions of a register operand by the 3-bit field {@code option} (Arm ARM, ExtendReg). */
final class Extension {

    private Extension() {}

    static long apply(int option, long value) {
        return switch (option) {
            case 0 -> value & 0xff;
            case 1 -> value & 0xffff;
            case 2 -> value & WORD;
            case 4 -> (byte) value;
            case 5 -> (short) value;
            case 6 -> (int) value;
            default -> value;
        };
    }
}
