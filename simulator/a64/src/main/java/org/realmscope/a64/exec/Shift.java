package org.realmscope.a64.exec;

/** Shifts of a register operand by a constant: {@code shift} in bits 23:22, {@code imm6} in bits 15:10. */
final class Shift {
    private static final int LSL = 0;
    private static final int LSR = 1;
    private static final int ASR = 2;

    private Shift() {}

    static int type(int word) {
        return Operands.bits(word, 23, 22);
    }

    static int amount(int word) {
        return Operands.bits(word, 15, 10);
    }

    static boolean isLeft(int word) {
        return type(word) == LSL;
    }

    static boolean isLogicalRight(int word) {
        return type(word) == LSR;
    }

    static long apply64(int type, long value, int amount) {
        return switch (type) {
            case LSL -> value << amount;
            case LSR -> value >>> amount;
            case ASR -> value >> amount;
            default -> Long.rotateRight(value, amount);
        };
    }

    static int apply32(int type, int value, int amount) {
        return switch (type) {
            case LSL -> value << amount;
            case LSR -> value >>> amount;
            case ASR -> value >> amount;
            default -> Integer.rotateRight(value, amount);
        };
    }
}
