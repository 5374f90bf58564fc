package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * Copies between SIMD and floating-point registers, their elements and general-purpose registers: FMOV, DUP, INS,
 * SMOV and UMOV. The lowest set bit of imm5 (bits 20:16) gives the width of an element, the bits above it the
 * index.
 */
public final class VectorMove {
    private static final int Q_BIT = 30;
    private static final int WORD = 2;
    private static final int DOUBLEWORD = 3;
    private static final long WORD_MASK = 0xffff_ffffL;

    private VectorMove() {}

    /** FMOV Sd, Sn. */
    public static Op single(int word, int blockOffset) {
        return new ElementToScalar(Operands.rd(word), Operands.rn(word), WORD, 0);
    }

    /** FMOV Dd, Dn. */
    public static Op doublePrecision(int word, int blockOffset) {
        return new ElementToScalar(Operands.rd(word), Operands.rn(word), DOUBLEWORD, 0);
    }

    /** FMOV Wd, Sn. */
    public static Op singleToGeneral(int word, int blockOffset) {
        return new ElementToGeneral(word, WORD, 0);
    }

    /** FMOV Xd, Dn. */
    public static Op doubleToGeneral(int word, int blockOffset) {
        return new ElementToGeneral(word, DOUBLEWORD, 0);
    }

    /** FMOV Xd, Vn.D[1]. */
    public static Op upperToGeneral(int word, int blockOffset) {
        return new ElementToGeneral(word, DOUBLEWORD, 1);
    }

    /** FMOV Sd, Wn. */
    public static Op generalToSingle(int word, int blockOffset) {
        return new GeneralToScalar(word, WORD_MASK);
    }

    /** FMOV Dd, Xn. */
    public static Op generalToDouble(int word, int blockOffset) {
        return new GeneralToScalar(word, -1);
    }

    /** FMOV Vd.D[1], Xn. */
    public static Op generalToUpper(int word, int blockOffset) {
        return new InsertGeneral(word, DOUBLEWORD, 1);
    }

    /** DUP (element), vector. */
    public static Op duplicateElement(int word, int blockOffset) {
        return new DuplicateElement(word);
    }

    /** DUP (element), scalar. */
    public static Op elementToScalar(int word, int blockOffset) {
        return new ElementToScalar(Operands.rd(word), Operands.rn(word), width(word), index(word));
    }

    /** DUP (general). */
    public static Op duplicateGeneral(int word, int blockOffset) {
        return new DuplicateGeneral(word);
    }

    /** SMOV. */
    public static Op signedToGeneral(int word, int blockOffset) {
        return new SignedElementToGeneral(word);
    }

    /** UMOV. */
    public static Op unsignedToGeneral(int word, int blockOffset) {
        return new ElementToGeneral(word, width(word), index(word));
    }

    /** INS (general). */
    public static Op insertGeneral(int word, int blockOffset) {
        return new InsertGeneral(word, width(word), index(word));
    }

    /** INS (element), source index in imm4 (bits 14:11). */
    public static Op insertElement(int word, int blockOffset) {
        return new InsertElement(word);
    }

    private static int width(int word) {
        return Integer.numberOfTrailingZeros(Operands.bits(word, 20, 16));
    }

    private static int index(int word) {
        return Operands.bits(word, 20, 16) >> width(word) + 1;
    }

    private static boolean isFull(int word) {
        return Operands.bits(word, Q_BIT, Q_BIT) == 1;
    }

    private static final class ElementToScalar extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final int element;

        ElementToScalar(int d, int n, int width, int element) {
            this.d = low(d);
            this.n = n;
            this.width = width;
            this.element = element;
        }

        @Override
        void run(Pe pe) {
            pe.v[d] = Elements.get(pe.v, n, width, element);
            pe.v[d + 1] = 0;
        }
    }

    private static final class ElementToGeneral extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final int element;

        ElementToGeneral(int word, int width, int element) {
            this.d = Operands.destination(Operands.rd(word));
            this.n = Operands.rn(word);
            this.width = width;
            this.element = element;
        }

        @Override
        void run(Pe pe) {
            pe.x[d] = Elements.get(pe.v, n, width, element);
        }
    }

    private static final class SignedElementToGeneral extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final int element;
        private final long mask;

        SignedElementToGeneral(int word) {
            this.d = Operands.destination(Operands.rd(word));
            this.n = Operands.rn(word);
            this.width = width(word);
            this.element = index(word);
            this.mask = isFull(word) ? -1 : WORD_MASK;
        }

        @Override
        void run(Pe pe) {
            int unused = Long.SIZE - (Byte.SIZE << width);
            pe.x[d] = Elements.get(pe.v, n, width, element) << unused >> unused & mask;
        }
    }

    private static final class GeneralToScalar extends VectorOp {
        private final int d;
        private final int n;
        private final long mask;

        GeneralToScalar(int word, long mask) {
            this.d = low(Operands.rd(word));
            this.n = Operands.rn(word);
            this.mask = mask;
        }

        @Override
        void run(Pe pe) {
            pe.v[d] = pe.x[n] & mask;
            pe.v[d + 1] = 0;
        }
    }

    private static final class InsertGeneral extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final int element;

        InsertGeneral(int word, int width, int element) {
            this.d = Operands.rd(word);
            this.n = Operands.rn(word);
            this.width = width;
            this.element = element;
        }

        @Override
        void run(Pe pe) {
            Elements.set(pe.v, d, width, element, pe.x[n]);
        }
    }

    private static final class InsertElement extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final int to;
        private final int from;

        InsertElement(int word) {
            this.d = Operands.rd(word);
            this.n = Operands.rn(word);
            this.width = width(word);
            this.to = index(word);
            this.from = Operands.bits(word, 14, 11) >> width;
        }

        @Override
        void run(Pe pe) {
            Elements.set(pe.v, d, width, to, Elements.get(pe.v, n, width, from));
        }
    }

    private static final class DuplicateElement extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final int element;
        private final boolean full;

        DuplicateElement(int word) {
            this.d = low(Operands.rd(word));
            this.n = Operands.rn(word);
            this.width = width(word);
            this.element = index(word);
            this.full = isFull(word);
        }

        @Override
        void run(Pe pe) {
            long all = Elements.replicate(Elements.get(pe.v, n, width, element), width);
            pe.v[d] = all;
            pe.v[d + 1] = full ? all : 0;
        }
    }

    private static final class DuplicateGeneral extends VectorOp {
        private final int d;
        private final int n;
        private final int width;
        private final boolean full;

        DuplicateGeneral(int word) {
            this.d = low(Operands.rd(word));
            this.n = Operands.rn(word);
            this.width = width(word);
            this.full = isFull(word);
        }

        @Override
        void run(Pe pe) {
            long all = Elements.replicate(pe.x[n], width);
            pe.v[d] = all;
            pe.v[d + 1] = full ? all : 0;
        }
    }
}
