package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** ADC, ADCS, SBC and SBCS. Subtraction is the addition of the complement. */
public final class AddSubtractCarry {

    private AddSubtractCarry() {}

    /** ADC. */
    public static Op adc(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Adc64(d, rn(word), rm(word)) : new Adc32(d, rn(word), rm(word));
    }

    /** ADCS. */
    public static Op adcs(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Adcs64(d, rn(word), rm(word)) : new Adcs32(d, rn(word), rm(word));
    }

    /** SBC. */
    public static Op sbc(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Sbc64(d, rn(word), rm(word)) : new Sbc32(d, rn(word), rm(word));
    }

    /** SBCS. */
    public static Op sbcs(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Sbcs64(d, rn(word), rm(word)) : new Sbcs32(d, rn(word), rm(word));
    }

    private static final class Adc64 extends BinaryOp {

        Adc64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + x[m] + pe.cf;
        }
    }

    private static final class Adc32 extends BinaryOp {

        Adc32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + x[m] + pe.cf & WORD;
        }
    }

    private static final class Adcs64 extends BinaryOp {

        Adcs64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.adcs64(pe, x[n], x[m]);
        }
    }

    private static final class Adcs32 extends BinaryOp {

        Adcs32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.adcs32(pe, (int) x[n], (int) x[m]) & WORD;
        }
    }

    private static final class Sbc64 extends BinaryOp {

        Sbc64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + ~x[m] + pe.cf;
        }
    }

    private static final class Sbc32 extends BinaryOp {

        Sbc32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + ~x[m] + pe.cf & WORD;
        }
    }

    private static final class Sbcs64 extends BinaryOp {

        Sbcs64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.adcs64(pe, x[n], ~x[m]);
        }
    }

    private static final class Sbcs32 extends BinaryOp {

        Sbcs32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.adcs32(pe, (int) x[n], ~(int) x[m]) & WORD;
        }
    }
}
