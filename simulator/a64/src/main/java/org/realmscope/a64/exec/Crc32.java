package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/**
 * CRC32B to CRC32X and CRC32CB to CRC32CX: remainders without initial or final inversion, bits in reflected order, one
 * table look-up per byte.
 */
public final class Crc32 {
    private static final int CRC32_POLYNOMIAL = 0xedb8_8320;
    private static final int CRC32C_POLYNOMIAL = 0x82f6_3b78;
    private static final int BYTE_VALUES = 256;
    private static final int[] CRC32 = table(CRC32_POLYNOMIAL);
    private static final int[] CRC32C = table(CRC32C_POLYNOMIAL);

    private Crc32() {}

    /** CRC32B, CRC32H, CRC32W, CRC32X. */
    public static Op crc32(int word, int blockOffset) {
        return new Checksum(word, CRC32);
    }

    /** CRC32CB, CRC32CH, CRC32CW, CRC32CX. */
    public static Op crc32c(int word, int blockOffset) {
        return new Checksum(word, CRC32C);
    }

    private static int[] table(int polynomial) {
        int[] table = new int[BYTE_VALUES];
        for (int value = 0; value < BYTE_VALUES; value++) {
            int remainder = value;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                remainder = remainder >>> 1 ^ ((remainder & 1) != 0 ? polynomial : 0);
            }
            table[value] = remainder;
        }
        return table;
    }

    private static final class Checksum extends BinaryOp {
        private final int bytes;
        private final int[] table;

        Checksum(int word, int[] table) {
            super(destination(rd(word)), rn(word), rm(word));
            this.bytes = 1 << bits(word, 11, 10);
            this.table = table;
        }

        @Override
        public void execute(Pe pe) {
            int remainder = (int) pe.x[n];
            long value = pe.x[m];
            for (int i = 0; i < bytes; i++) {
                remainder = table[(remainder ^ (int) value) & 0xff] ^ remainder >>> Byte.SIZE;
                value >>>= Byte.SIZE;
            }
            pe.x[d] = remainder & WORD;
        }
    }
}
