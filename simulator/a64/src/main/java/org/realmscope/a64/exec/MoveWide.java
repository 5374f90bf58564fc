package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** MOVZ, MOVN and MOVK. */
public final class MoveWide {
    private static final long HALFWORD = 0xffff;

    private MoveWide() {}

    /** MOVZ. */
    public static Op movz(int word, int blockOffset) {
        return new Move.Constant(destination(rd(word)), halfword(word));
    }

    /** MOVN. */
    public static Op movn(int word, int blockOffset) {
        long value = ~halfword(word);
        return new Move.Constant(destination(rd(word)), isWide(word) ? value : value & WORD);
    }

    /** MOVK. */
    public static Op movk(int word, int blockOffset) {
        long kept = ~(HALFWORD << shift(word));
        return new Keep(destination(rd(word)), isWide(word) ? kept : kept & WORD, halfword(word));
    }

    private static int shift(int word) {
        return bits(word, 22, 21) * Short.SIZE;
    }

    private static long halfword(int word) {
        return (long) bits(word, 20, 5) << shift(word);
    }

    private static final class Keep extends Op {
        private final int d;
        private final long kept;
        private final long inserted;

        Keep(int d, long kept, long inserted) {
            this.d = d;
            this.kept = kept;
            this.inserted = inserted;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[d] & kept | inserted;
        }
    }
}
