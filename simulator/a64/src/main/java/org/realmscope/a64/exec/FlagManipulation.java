package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** CFINV, RMIF, SETF8, SETF16, AXFLAG and XAFLAG. */
public final class FlagManipulation {

    private FlagManipulation() {}

    /** CFINV. */
    public static Op cfinv(int word, int blockOffset) {
        return new InvertCarry();
    }

    /** RMIF. */
    public static Op rmif(int word, int blockOffset) {
        return new RotateInsert(rn(word), bits(word, 20, 15), bits(word, 3, 0));
    }

    /** SETF8. */
    public static Op setf8(int word, int blockOffset) {
        return new SetFlags(rn(word), Byte.SIZE);
    }

    /** SETF16. */
    public static Op setf16(int word, int blockOffset) {
        return new SetFlags(rn(word), Short.SIZE);
    }

    /** AXFLAG. */
    public static Op axflag(int word, int blockOffset) {
        return new ToAlternativeFormat();
    }

    /** XAFLAG. */
    public static Op xaflag(int word, int blockOffset) {
        return new FromAlternativeFormat();
    }

    private static final class InvertCarry extends Op {

        @Override
        public void execute(Pe pe) {
            pe.cf ^= 1;
        }
    }

    private static final class RotateInsert extends Op {
        private final int n;
        private final int rotation;
        private final int mask;

        RotateInsert(int n, int rotation, int mask) {
            this.n = n;
            this.rotation = rotation;
            this.mask = mask;
        }

        @Override
        public void execute(Pe pe) {
            int flags = (int) Long.rotateRight(pe.x[n], rotation);
            pe.setNzcv(pe.nzcv() & ~mask | flags & mask);
        }
    }

    private static final class SetFlags extends Op {
        private final int n;
        private final int toTop;

        SetFlags(int n, int size) {
            this.n = n;
            this.toTop = Long.SIZE - size;
        }

        @Override
        public void execute(Pe pe) {
            long value = pe.x[n] << toTop;
            pe.nf = value;
            pe.zf = value;
            pe.vf = value ^ pe.x[n] << toTop - 1;
        }
    }

    /** From the flags of a floating-point comparison as A64 has them to those of other architectures. */
    private static final class ToAlternativeFormat extends Op {

        @Override
        public void execute(Pe pe) {
            boolean unordered = pe.vf < 0;
            if (unordered) {
                pe.zf = 0;
                pe.cf = 0;
            }
            pe.nf = 0;
            pe.vf = 0;
        }
    }

    private static final class FromAlternativeFormat extends Op {

        @Override
        public void execute(Pe pe) {
            boolean z = pe.zf == 0;
            boolean c = pe.cf != 0;
            pe.nf = !c && !z ? -1 : 0;
            pe.zf = z && c ? 0 : 1;
            pe.cf = c || z ? 1 : 0;
            pe.vf = !c && z ? -1 : 0;
        }
    }
}
