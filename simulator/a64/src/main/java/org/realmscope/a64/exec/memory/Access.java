package org.realmscope.a64.exec.memory;

import java.util.Locale;
import org.realmscope.a64.exec.Operands;

/**
 * The loads and stores of one general-purpose register. Their {@code size} (bits 31:30) and {@code opc} (bits
 * 23:22) fields are the same in all addressing modes that have them.
 */
public enum Access {
    STRB(0, 0, "b"),
    LDRB(0, 1, "b"),
    LDRSB_X(0, 2, "sb"),
    LDRSB_W(0, 3, "sb"),
    STRH(1, 0, "h"),
    LDRH(1, 1, "h"),
    LDRSH_X(1, 2, "sh"),
    LDRSH_W(1, 3, "sh"),
    STR_W(2, 0, ""),
    LDR_W(2, 1, ""),
    LDRSW(2, 2, "sw"),
    STR_X(3, 0, ""),
    LDR_X(3, 1, "");

    /** ISS bit 24 of a data abort: bits 23:14 describe the access. */
    private static final int ISV = 1 << 24;

    private static final int SAS_LSB = 22;
    private static final int SSE = 1 << 21;
    private static final int SRT_LSB = 16;
    private static final int SF = 1 << 15;
    /** ISS bit 14: the access has acquire or release semantics. */
    static final int AR = 1 << 14;

    private final int sizeLog2;
    private final int opc;
    private final String suffix;

    Access(int sizeLog2, int opc, String suffix) {
        this.sizeLog2 = sizeLog2;
        this.opc = opc;
        this.suffix = suffix;
    }

    /** Binary logarithm of the number of bytes: the {@code size} field. */
    public int sizeLog2() {
        return sizeLog2;
    }

    /** The {@code size} and {@code opc} fields in binary. */
    public String sizeBits() {
        return bits(sizeLog2);
    }

    /** The {@code opc} field in binary. */
    public String opcBits() {
        return bits(opc);
    }

    private static String bits(int twoBits) {
        return "%d%d".formatted(twoBits >> 1, twoBits & 1);
    }

    public boolean isLoad() {
        return opc != 0;
    }

    /** Whether the value is sign-extended. */
    public boolean isSigned() {
        return opc >= 2;
    }

    /** Whether the register is an X register. */
    public boolean isWide() {
        return isSigned() ? opc == 2 : sizeLog2 == 3;
    }

    /** {@code X} or {@code W}. */
    public String registerLetter() {
        return isWide() ? "X" : "W";
    }

    /**
     * The mnemonic in an addressing mode.
     *
     * @param load  what loads begin with there, such as {@code ldur}
     * @param store what stores begin with there
     */
    public String mnemonic(String load, String store) {
        return ((isLoad() ? load : store) + suffix).toLowerCase(Locale.ROOT);
    }

    /**
     * What a stage 2 data abort reports about the instruction when it has no writeback (Arm ARM, ISS encoding for
     * an exception from a Data Abort): ISV, SAS, SSE, SRT and SF.
     *
     * @param rt number of the register, 31 for the zero register
     */
    public int syndrome(int rt) {
        return ISV | sizeLog2 << SAS_LSB | (isSigned() ? SSE : 0) | rt << SRT_LSB | (isWide() ? SF : 0);
    }

    /** What a load puts into the register: the loaded bytes, zero-extended, extended as the instruction says. */
    long extend(long loaded) {
        if (!isSigned()) {
            return loaded;
        }
        int unused = Long.SIZE - (Byte.SIZE << sizeLog2);
        long value = loaded << unused >> unused;
        return isWide() ? value : value & Operands.WORD;
    }
}
