package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.signedBits;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** ADR and ADRP. */
public final class PcRelative {
    private static final int PAGE_SHIFT = 12;
    private static final long PAGE = -1L << PAGE_SHIFT;

    private PcRelative() {}

    /** ADR. */
    public static Op adr(int word, int blockOffset) {
        return new Adr(destination(rd(word)), (long) immediate(word) + blockOffset);
    }

    /** ADRP. A block lies within a page, so its start is in the same page as the instruction. */
    public static Op adrp(int word, int blockOffset) {
        return new Adrp(destination(rd(word)), (long) immediate(word) << PAGE_SHIFT);
    }

    private static int immediate(int word) {
        return signedBits(word, 23, 5) << 2 | bits(word, 30, 29);
    }

    private static final class Adr extends Op {
        private final int d;
        private final long distance;

        Adr(int d, long distance) {
            this.d = d;
            this.distance = distance;
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = pe.pc + distance;
        }
    }

    private static final class Adrp extends Op {
        private final int d;
        private final long distance;

        Adrp(int d, long distance) {
            this.d = d;
            this.distance = distance;
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = (pe.pc & PAGE) + distance;
        }
    }
}
