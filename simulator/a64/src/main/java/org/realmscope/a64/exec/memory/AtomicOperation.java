package org.realmscope.a64.exec.memory;

import java.util.Locale;

/** What an atomic memory operation of FEAT_LSE makes of the value in memory. */
public enum AtomicOperation {
    ADD("0 000") {
        @Override
        long apply(long memory, long operand) {
            return memory + operand;
        }
    },
    CLR("0 001") {
        @Override
        long apply(long memory, long operand) {
            return memory & ~operand;
        }
    },
    EOR("0 010") {
        @Override
        long apply(long memory, long operand) {
            return memory ^ operand;
        }
    },
    SET("0 011") {
        @Override
        long apply(long memory, long operand) {
            return memory | operand;
        }
    },
    SMAX("0 100") {
        @Override
        long apply(long memory, long operand) {
            return Math.max(memory, operand);
        }
    },
    SMIN("0 101") {
        @Override
        long apply(long memory, long operand) {
            return Math.min(memory, operand);
        }
    },
    UMAX("0 110") {
        @Override
        long apply(long memory, long operand) {
            return Long.compareUnsigned(memory, operand) > 0 ? memory : operand;
        }
    },
    UMIN("0 111") {
        @Override
        long apply(long memory, long operand) {
            return Long.compareUnsigned(memory, operand) < 0 ? memory : operand;
        }
    },
    SWP("1 000") {
        @Override
        long apply(long memory, long operand) {
            return operand;
        }
    };

    private final String o3AndOpc;

    AtomicOperation(String o3AndOpc) {
        this.o3AndOpc = o3AndOpc;
    }

    /** Bit 15 (o3) and bits 14:12 (opc) of the encoding, in binary. */
    public String o3AndOpc() {
        return o3AndOpc;
    }

    /** Mnemonic of the form that returns the old value, without suffixes. */
    public String mnemonic() {
        return (this == SWP ? "" : "ld") + name().toLowerCase(Locale.ROOT);
    }

    /** Mnemonic of the form that does not return it, empty for SWP, which has none. */
    public String storeMnemonic() {
        return this == SWP ? "" : "st" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The new value in memory, of which only the low bits count that fit there.
     *
     * @param memory  the old value, sign-extended: that keeps unsigned order, too
     * @param operand the register's value, sign-extended from the same number of bits
     */
    abstract long apply(long memory, long operand);
}
