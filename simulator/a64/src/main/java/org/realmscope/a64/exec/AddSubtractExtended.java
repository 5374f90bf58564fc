package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.orStackPointer;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/**
 * ADD, SUB, ADDS and SUBS (extended register). Extension by UXTX, which only the stack pointer needs, and ADD of the
 * extensions from 32 bits, with which compilers index arrays, have classes of their own.
 */
public final class AddSubtractExtended {
    private static final int UXTW = 2;
    private static final int UXTX = 3;
    private static final int SXTW = 6;

    private AddSubtractExtended() {}

    /** ADD. */
    public static Op add(int word, int blockOffset) {
        int d = orStackPointer(rd(word));
        int n = orStackPointer(rn(word));
        if (!isWide(word)) {
            return new Extended(word, d, false, false);
        }
        return switch (option(word)) {
            case UXTW -> new AddUnsignedWord(d, n, rm(word), amount(word));
            case SXTW -> new AddSignedWord(d, n, rm(word), amount(word));
            case UXTX -> new AddLeft(d, n, rm(word), amount(word));
            default -> new Extended(word, d, false, false);
        };
    }

    /** SUB. */
    public static Op sub(int word, int blockOffset) {
        int d = orStackPointer(rd(word));
        return isWide(word) && option(word) == UXTX
                ? new SubLeft(d, orStackPointer(rn(word)), rm(word), amount(word))
                : new Extended(word, d, true, false);
    }

    /** ADDS. */
    public static Op adds(int word, int blockOffset) {
        return new Extended(word, destination(rd(word)), false, true);
    }

    /** SUBS. */
    public static Op subs(int word, int blockOffset) {
        return new Extended(word, destination(rd(word)), true, true);
    }

    private static int option(int word) {
        return bits(word, 15, 13);
    }

    private static int amount(int word) {
        return bits(word, 12, 10);
    }

    private static final class AddUnsignedWord extends ShiftedOp {

        AddUnsignedWord(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + ((x[m] & WORD) << amount);
        }
    }

    private static final class AddSignedWord extends ShiftedOp {

        AddSignedWord(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + ((long) (int) x[m] << amount);
        }
    }

    private static final class AddLeft extends ShiftedOp {

        AddLeft(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + (x[m] << amount);
        }
    }

    private static final class SubLeft extends ShiftedOp {

        SubLeft(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] - (x[m] << amount);
        }
    }

    /** Any width and extension, with or without flags. */
    private static final class Extended extends ShiftedOp {
        private final int option;
        private final boolean wide;
        private final boolean subtract;
        private final boolean setsFlags;

        Extended(int word, int d, boolean subtract, boolean setsFlags) {
            super(d, orStackPointer(rn(word)), rm(word), amount(word));
            this.option = option(word);
            this.wide = isWide(word);
            this.subtract = subtract;
            this.setsFlags = setsFlags;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long b = Extension.apply(option, x[m]) << amount;
            x[d] = wide
                    ? AddSubtract.apply64(pe, x[n], b, subtract, setsFlags)
                    : AddSubtract.apply32(pe, (int) x[n], (int) b, subtract, setsFlags) & WORD;
        }
    }
}
