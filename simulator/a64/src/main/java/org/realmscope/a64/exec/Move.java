package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** What several families reduce to: copies and constants. Operands are indices into {@link Pe#x}. */
final class Move {

    private Move() {}

    static final class Move64 extends Op {
        private final int d;
        private final int n;

        Move64(int d, int n) {
            this.d = d;
            this.n = n;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n];
        }
    }

    static final class Move32 extends Op {
        private final int d;
        private final int n;

        Move32(int d, int n) {
            this.d = d;
            this.n = n;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & WORD;
        }
    }

    static final class Constant extends Op {
        private final int d;
        private final long value;

        Constant(int d, long value) {
            this.d = d;
            this.value = value;
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = value;
        }
    }
}
