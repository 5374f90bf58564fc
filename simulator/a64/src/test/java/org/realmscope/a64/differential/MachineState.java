package org.realmscope.a64.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is compared: general and SIMD registers, stack pointer, flags and the scratch memory. Mutable. */
final class MachineState {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0x8000_0000L,
        0x7fff_ffffL,
        0xffff_ffffL,
        0xffff_ffff_8000_0000L,
        0x80,
        0x7f,
        0x8000,
        0x7fff,
        0x5555_5555_5555_5555L,
        0x1_0000_0000L
    };

    /** X0 to X30. */
    final long[] x = new long[31];
    /** V0 to V31: bits 63:0 of Vn at {@code 2n}, bits 127:64 at {@code 2n + 1}. */
    final long[] v = new long[64];

    long sp;
    /** N in bit 3 to V in bit 0. */
    int nzcv;

    final byte[] scratch = new byte[AddressMap.SCRATCH_SIZE];

    /** The state in which the sequence of that seed starts. The scratch memory's content is the same for every seed. */
    static MachineState initial(long seed) {
        MachineState state = new MachineState();
        SplitMix64 random = new SplitMix64(~seed);
        for (int i = 0; i < state.x.length; i++) {
            state.x[i] = value(random);
        }
        for (int i = 0; i < state.v.length; i++) {
            state.v[i] = value(random);
        }
        state.sp = AddressMap.SCRATCH + AddressMap.SCRATCH_SIZE / 2;
        state.nzcv = random.below(16);
        fillScratch(state.scratch);
        return state;
    }

    private static long value(SplitMix64 random) {
        return switch (random.below(4)) {
            case 0 -> EDGES[random.below(EDGES.length)];
            case 1 -> EDGES[random.below(EDGES.length)] + random.below(5) - 2;
            case 2 -> random.next() >> random.below(64);
            default -> random.next();
        };
    }

    private static void fillScratch(byte[] scratch) {
        SplitMix64 random = new SplitMix64(0);
        for (int offset = 0; offset < scratch.length; offset += Long.BYTES) {
            long value = value(random);
            for (int i = 0; i < Long.BYTES; i++) {
                scratch[offset + i] = (byte) (value >>> (8 * i));
            }
        }
    }

    /** One line for each register that differs, for the flags, and for the first doubleword of memory that does. */
    List<String> differences(MachineState other, String name, String otherName) {
        List<String> lines = new ArrayList<>();
        String format = "%-6s " + name + " 0x%016x   " + otherName + " 0x%016x";
        for (int i = 0; i < x.length; i++) {
            if (x[i] != other.x[i]) {
                lines.add(format.formatted("x" + i, x[i], other.x[i]));
            }
        }
        for (int i = 0; i < v.length; i++) {
            if (v[i] != other.v[i]) {
                lines.add(format.formatted("v" + i / 2 + ((i & 1) == 0 ? ".lo" : ".hi"), v[i], other.v[i]));
            }
        }
        if (sp != other.sp) {
            lines.add(format.formatted("sp", sp, other.sp));
        }
        if (nzcv != other.nzcv) {
            lines.add(format.formatted("nzcv", (long) nzcv, (long) other.nzcv));
        }
        int byteIndex = Arrays.mismatch(scratch, other.scratch);
        if (byteIndex >= 0) {
            int offset = byteIndex & -Long.BYTES;
            lines.add(
                    format.formatted("+0x%03x".formatted(offset), word(scratch, offset), word(other.scratch, offset)));
        }
        return lines;
    }

    private static long word(byte[] bytes, int offset) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << 8 | (bytes[offset + i] & 0xff);
        }
        return value;
    }
}
