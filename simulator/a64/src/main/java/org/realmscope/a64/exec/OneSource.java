package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** RBIT, REV, REV16, REV32, CLZ and CLS. */
public final class OneSource {
    private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;

    private OneSource() {}

    /** RBIT. */
    public static Op rbit(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new ReverseBits64(d, rn(word)) : new ReverseBits32(d, rn(word));
    }

    /** REV16: both widths are one class up to the high half of the result. */
    public static Op rev16(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new ReverseHalfwords64(d, rn(word)) : new ReverseHalfwords32(d, rn(word));
    }

    /** REV of a 32-bit register. */
    public static Op rev(int word, int blockOffset) {
        return new ReverseBytes32(destination(rd(word)), rn(word));
    }

    /** REV32. */
    public static Op rev32(int word, int blockOffset) {
        return new ReverseWords(destination(rd(word)), rn(word));
    }

    /** REV of a 64-bit register. */
    public static Op rev64(int word, int blockOffset) {
        return new ReverseBytes64(destination(rd(word)), rn(word));
    }

    /** CLZ. */
    public static Op clz(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new LeadingZeros64(d, rn(word)) : new LeadingZeros32(d, rn(word));
    }

    /** CLS. */
    public static Op cls(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new LeadingSigns64(d, rn(word)) : new LeadingSigns32(d, rn(word));
    }

    private static long swapHalfwordBytes(long value) {
        return (value & EVEN_BYTES) << Byte.SIZE | value >>> Byte.SIZE & EVEN_BYTES;
    }

    private static final class ReverseBits64 extends UnaryOp {

        ReverseBits64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Long.reverse(x[n]);
        }
    }

    private static final class ReverseBits32 extends UnaryOp {

        ReverseBits32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Integer.reverse((int) x[n]) & WORD;
        }
    }

    private static final class ReverseHalfwords64 extends UnaryOp {

        ReverseHalfwords64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = swapHalfwordBytes(x[n]);
        }
    }

    private static final class ReverseHalfwords32 extends UnaryOp {

        ReverseHalfwords32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = swapHalfwordBytes(x[n]) & WORD;
        }
    }

    private static final class ReverseBytes32 extends UnaryOp {

        ReverseBytes32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Integer.reverseBytes((int) x[n]) & WORD;
        }
    }

    private static final class ReverseWords extends UnaryOp {

        ReverseWords(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Long.rotateLeft(Long.reverseBytes(x[n]), Integer.SIZE);
        }
    }

    private static final class ReverseBytes64 extends UnaryOp {

        ReverseBytes64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Long.reverseBytes(x[n]);
        }
    }

    private static final class LeadingZeros64 extends UnaryOp {

        LeadingZeros64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Long.numberOfLeadingZeros(x[n]);
        }
    }

    private static final class LeadingZeros32 extends UnaryOp {

        LeadingZeros32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Integer.numberOfLeadingZeros((int) x[n]);
        }
    }

    private static final class LeadingSigns64 extends UnaryOp {

        LeadingSigns64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long value = x[n];
            x[d] = Long.numberOfLeadingZeros(value ^ value >> 1) - 1L;
        }
    }

    private static final class LeadingSigns32 extends UnaryOp {

        LeadingSigns32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            int value = (int) x[n];
            x[d] = Integer.numberOfLeadingZeros(value ^ value >> 1) - 1L;
        }
    }
}
