package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/** Bitwise operations of whole vectors: AND, BIC, ORR, ORN, EOR, BSL, BIT, BIF and NOT. */
public final class VectorLogic {
    private static final int Q_BIT = 30;

    /** The operations, named by mnemonic. */
    public enum Operation {
        AND {
            @Override
            long apply(long d, long n, long m) {
                return n & m;
            }
        },
        BIC {
            @Override
            long apply(long d, long n, long m) {
                return n & ~m;
            }
        },
        ORR {
            @Override
            long apply(long d, long n, long m) {
                return n | m;
            }
        },
        ORN {
            @Override
            long apply(long d, long n, long m) {
                return n | ~m;
            }
        },
        EOR {
            @Override
            long apply(long d, long n, long m) {
                return n ^ m;
            }
        },
        /** Bits of n where d is set, else of m. */
        BSL {
            @Override
            long apply(long d, long n, long m) {
                return n & d | m & ~d;
            }
        },
        /** Bits of n where m is set, else of d. */
        BIT {
            @Override
            long apply(long d, long n, long m) {
                return n & m | d & ~m;
            }
        },
        /** Bits of n where m is clear, else of d. */
        BIF {
            @Override
            long apply(long d, long n, long m) {
                return n & ~m | d & m;
            }
        },
        NOT {
            @Override
            long apply(long d, long n, long m) {
                return ~n;
            }
        };

        /** The new value of d. */
        abstract long apply(long d, long n, long m);
    }

    private VectorLogic() {}

    /** Predecodes one, Rm in bits 20:16, Q in bit 30. */
    public static Op translate(Operation operation, int word) {
        return new LogicOp(operation, word);
    }

    private static final class LogicOp extends VectorOp {
        private final Operation operation;
        private final int d;
        private final int n;
        private final int m;
        private final boolean full;

        LogicOp(Operation operation, int word) {
            this.operation = operation;
            this.d = low(Operands.rd(word));
            this.n = low(Operands.rn(word));
            this.m = low(Operands.rm(word));
            this.full = Operands.bits(word, Q_BIT, Q_BIT) == 1;
        }

        @Override
        void run(Pe pe) {
            long[] v = pe.v;
            v[d] = operation.apply(v[d], v[n], v[m]);
            v[d + 1] = full ? operation.apply(v[d + 1], v[n + 1], v[m + 1]) : 0;
        }
    }
}
