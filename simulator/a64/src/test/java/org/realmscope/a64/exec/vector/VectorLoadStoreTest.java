package org.realmscope.a64.exec.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.a64.exec.memory.MappedPe.DATA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.a64.exec.memory.MappedPe;
import org.realmscope.platform.pe.AbortSignal;

/** Loads and stores of SIMD and floating-point registers. Memory at the base holds the bytes 00, 01, 02, ... */
class VectorLoadStoreTest {
    private static final long BASE = DATA + 0x100;
    private static final int BYTES = 96;

    private static MappedPe machine() {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < BYTES; i++) {
            bytes.append("%02x".formatted(i));
        }
        MappedPe machine =
                new MappedPe().bytes(BASE, bytes.toString()).x(1, BASE).x(2, 3);
        for (int i = 0; i < 32; i++) {
            machine.v(i, 0xf0f0_f0f0_f0f0_f0f0L + i, 0xe0e0_e0e0_e0e0_e0e0L + i);
        }
        return machine;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ldr b0, [x1, #1]          | 00000000000000000000000000000001 | 0
        ldr h0, [x1]              | 00000000000000000000000000000100 | 0
        ldr s0, [x1, #4]!         | 00000000000000000000000007060504 | 4
        ldr d0, [x1], #-16        | 00000000000000000706050403020100 | -16
        ldr q0, [x1, #16]         | 1f1e1d1c1b1a19181716151413121110 | 0
        ldur q0, [x1, #1]         | 100f0e0d0c0b0a090807060504030201 | 0
        ldr q0, [x1, x2]          | 1211100f0e0d0c0b0a09080706050403 | 0
        ldr q0, [x1, x2, lsl #4]  | 3f3e3d3c3b3a39383736353433323130 | 0
        ldr d0, [x1, w2, uxtw #3] | 00000000000000001f1e1d1c1b1a1918 | 0
        ldr b0, [x1, w2, sxtw]    | 00000000000000000000000000000003 | 0
        ldp q1, q0, [x1]          | 1f1e1d1c1b1a19181716151413121110 | 0
        ldp d1, d0, [x1, #8]!     | 00000000000000001716151413121110 | 8
        ldp s1, s0, [x1], #8      | 00000000000000000000000007060504 | 8
        ldnp s0, s1, [x1, #4]     | 00000000000000000000000007060504 | 0
        ld1 {v0.16b}, [x1]        | 0f0e0d0c0b0a09080706050403020100 | 0
        ld1 {v0.8b}, [x1], #8     | 00000000000000000706050403020100 | 8
        ld1 {v30.2d, v31.2d, v0.2d}, [x1], #48 | 2f2e2d2c2b2a29282726252423222120 | 48
        ld1 {v31.1d, v0.1d}, [x1], x2 | 00000000000000000f0e0d0c0b0a0908 | 3
        ld2 {v0.16b, v1.16b}, [x1]  | 1e1c1a18161412100e0c0a0806040200 | 0
        ld2 {v31.4h, v0.4h}, [x1]   | 00000000000000000f0e0b0a07060302 | 0
        ld3 {v0.8b-v2.8b}, [x1], #24  | 000000000000000015120f0c09060300 | 24
        ld3 {v31.4s, v0.4s, v1.4s}, [x1] | 2b2a29281f1e1d1c1312111007060504 | 0
        ld4 {v0.2d-v3.2d}, [x1]     | 27262524232221200706050403020100 | 0
        ld4 {v29.8h, v30.8h, v31.8h, v0.8h}, [x1], #64 | 3f3e37362f2e27261f1e17160f0e0706 | 64
        ld1 {v0.b}[15], [x1]        | 00f0f0f0f0f0f0f0e0e0e0e0e0e0e0e0 | 0
        ld1 {v0.h}[0], [x1], #2     | f0f0f0f0f0f0f0f0e0e0e0e0e0e00100 | 2
        ld2 {v31.s, v0.s}[2], [x1]  | f0f0f0f007060504e0e0e0e0e0e0e0e0 | 0
        ld4 {v29.d, v30.d, v31.d, v0.d}[1], [x1], #32 | 1f1e1d1c1b1a1918e0e0e0e0e0e0e0e0 | 32
        ld1r {v0.16b}, [x1], #1     | 00000000000000000000000000000000 | 1
        ld2r {v31.4h, v0.4h}, [x1]  | 00000000000000000302030203020302 | 0
        ld3r {v30.2d, v31.2d, v0.2d}, [x1], #24 | 17161514131211101716151413121110 | 24
        """)
    void loadFillsTheRegister(String text, String v0, long change) {
        MappedPe machine = machine().run(text);
        assertEquals(v0, machine.v(0));
        assertEquals(BASE + change, machine.pe.x[1]);
    }

    @Test
    void literalIsLoaded() {
        MappedPe machine = machine().bytes(MappedPe.CODE + 12 + 32, "0102030405060708090a0b0c0d0e0f10");
        assertEquals(
                "100f0e0d0c0b0a090807060504030201", machine.run("ldr q0, .+32").v(0));
        assertEquals(
                "00000000000000000807060504030201", machine.run("ldr d0, .+32").v(0));
        assertEquals(
                "00000000000000000000000004030201", machine.run("ldr s0, .+32").v(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        str b0, [x1]               | 00 | 0
        str h0, [x1]               | 0001 | 0
        str s0, [x1, #0]!          | 00010203 | 0
        str d0, [x1], #8           | 0001020304050607 | 8
        str q0, [x1]               | 000102030405060708090a0b0c0d0e0f | 0
        stp q1, q0, [x1], #32      | 101112131415161718191a1b1c1d1e1f000102030405060708090a0b0c0d0e0f | 32
        stp s0, s1, [x1]           | 0001020310111213 | 0
        st1 {v0.8b, v1.8b}, [x1]   | 00010203040506071011121314151617 | 0
        st2 {v0.8b, v1.8b}, [x1], #16 | 00100111021203130414051506160717 | 16
        st3 {v0.2s-v2.2s}, [x1], #24 | 000102031011121320212223040506071415161724252627 | 24
        st4 {v0.b-v3.b}[9], [x1], x2 | 09192939 | 3
        st1 {v0.d}[1], [x1]        | 08090a0b0c0d0e0f | 0
        st1 {v1.h}[3], [x1], #2    | 1617 | 2
        """)
    void storeWritesTheRegister(String text, String expected, long change) {
        MappedPe machine = machine().bytes(BASE - 16, "ee".repeat(96));
        for (int i = 0; i < 4; i++) {
            long step = 0x1010_1010_1010_1010L * i;
            machine.v(i, 0x0f0e_0d0c_0b0a_0908L + step, 0x0706_0504_0302_0100L + step);
        }
        machine.run(text);
        String around = "ee".repeat(16) + expected + "ee".repeat(80 - expected.length() / 2);
        assertEquals(around, machine.bytes(BASE - 16, 96));
        assertEquals(BASE + change, machine.pe.x[1]);
    }

    @Test
    void registersOfAListWrapToV0() {
        MappedPe machine = machine().run("ld1 {v31.16b, v0.16b}, [x1]");
        assertEquals("0f0e0d0c0b0a09080706050403020100", machine.v(31));
        assertEquals("1f1e1d1c1b1a19181716151413121110", machine.v(0));
    }

    @Test
    void alignmentOfQuadwordsIsSixteenBytes() {
        MappedPe machine = machine().sctlr(1 << 1);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("ldr q0, [x1, x2]"));
        assertEquals(AbortSignal.EXCEPTION, machine.abort("ldur q0, [x1, #8]"));
        assertEquals(AbortSignal.EXCEPTION, machine.abort("stur q0, [x1, #8]"));
        machine.run("ldp d0, d1, [x1, #8]").run("ld1 {v0.2d}, [x1]").run("ldur d0, [x1, #8]");
    }
}
