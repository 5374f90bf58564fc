package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.a64.exec.memory.MappedPe.DATA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.pe.Pe;

/** Loads and stores of two general-purpose registers. */
class LoadStorePairTest {
    private static final long BASE = DATA + 0x100;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ldp x0, x2, [x1]         | f7e6d5c4b3a29180 | 7f6e5d4c3b2a1908 | 0
        ldp x0, x2, [x1], #16    | f7e6d5c4b3a29180 | 7f6e5d4c3b2a1908 | 16
        ldp x0, x2, [x1], #-512  | f7e6d5c4b3a29180 | 7f6e5d4c3b2a1908 | -512
        ldp x0, x2, [x1, #-8]!   |                0 | f7e6d5c4b3a29180 | -8
        ldnp x0, x2, [x1, #-8]   |                0 | f7e6d5c4b3a29180 | 0
        ldp w0, w2, [x1]         |         b3a29180 |         f7e6d5c4 | 0
        ldp w0, w2, [x1, #4]!    |         f7e6d5c4 |         3b2a1908 | 4
        ldp w0, w2, [x1], #252   |         b3a29180 |         f7e6d5c4 | 252
        ldpsw x0, x2, [x1]       | ffffffffb3a29180 | fffffffff7e6d5c4 | 0
        ldpsw x0, x2, [x1, #8]!  |         3b2a1908 |         7f6e5d4c | 8
        """)
    void loadsBothRegisters(String text, String first, String second, long change) {
        MappedPe machine = machine().run(text);
        assertEquals(Long.parseUnsignedLong(first, 16), machine.pe.x[0]);
        assertEquals(Long.parseUnsignedLong(second, 16), machine.pe.x[2]);
        assertEquals(BASE + change, machine.pe.x[1]);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        stp x0, x2, [x1]         | 0   | 0807060504030201 1817161514131211 | 0
        stp x0, x2, [x1, #-16]!  | -16 | 0807060504030201 1817161514131211 | -16
        stp x0, x2, [x1], #504   | 0   | 0807060504030201 1817161514131211 | 504
        stnp x2, x0, [x1, #8]    | 8   | 1817161514131211 0807060504030201 | 0
        stp w0, w2, [x1]         | 0   | 08070605 18171615                 | 0
        stp w0, w2, [x1, #4]!    | 4   | 08070605 18171615                 | 4
        stp xzr, x0, [x1]        | 0   | 0000000000000000 0807060504030201 | 0
        stp x1, x0, [x1], #8     | 0   | 0001004000000000 0807060504030201 | 8
        """)
    void storesBothRegisters(String text, int offset, String expected, long change) {
        MappedPe machine = machine()
                .bytes(BASE - 16, "ee".repeat(48))
                .x(0, 0x0102_0304_0506_0708L)
                .x(2, 0x1112_1314_1516_1718L)
                .run(text);
        String stored = expected.replace(" ", "");
        String around = "ee".repeat(16 + offset) + stored + "ee".repeat(32 - offset - stored.length() / 2);
        assertEquals(around, machine.bytes(BASE - 16, 48));
        assertEquals(BASE + change, machine.pe.x[1]);
    }

    private static MappedPe machine() {
        return new MappedPe()
                .bytes(BASE, "80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f")
                .x(1, BASE);
    }

    @Test
    void stackFrameIsPushedAndPopped() {
        MappedPe machine = machine().sp(BASE).x(29, 0x29).x(30, 0x30).run("stp x29, x30, [sp, #-32]!");
        assertEquals(BASE - 32, machine.pe.x[Pe.SP]);
        machine.run("stp x0, x1, [sp, #16]").x(29, 0).x(30, 0).x(1, 0);
        machine.run("ldp x5, x1, [sp, #16]").run("ldp x29, x30, [sp], #32");
        assertEquals(0x29, machine.pe.x[29]);
        assertEquals(0x30, machine.pe.x[30]);
        assertEquals(BASE, machine.pe.x[1]);
        assertEquals(BASE, machine.pe.x[Pe.SP]);
        machine.run("stp x29, x30, [sp], #16").run("ldp x6, x7, [sp, #-16]!");
        assertEquals(0x29, machine.pe.x[6]);
        assertEquals(0x30, machine.pe.x[7]);
    }

    @Test
    void unalignedPairIsTransferred() {
        MappedPe machine = machine().x(1, BASE + 1).run("ldp x0, x2, [x1]");
        assertEquals(0x08f7_e6d5_c4b3_a291L, machine.pe.x[0]);
        assertEquals(0x007f_6e5d_4c3b_2a19L, machine.pe.x[2]);
        machine.x(1, BASE + 3).run("stp x0, x2, [x1]");
        assertEquals("8091a2" + "91a2b3c4d5e6f708" + "192a3b4c5d6e7f00", machine.bytes(BASE, 19));
    }

    @Test
    void loadOfOneRegisterTwiceLeavesTheFirstValue() {
        assertEquals(0xf7e6_d5c4_b3a2_9180L, machine().run("ldp x0, x0, [x1]").pe.x[0]);
        assertEquals(0xb3a2_9180L, machine().run("ldp w0, w0, [x1]").pe.x[0]);
    }

    @Test
    void writebackWinsOverTheLoadedValue() {
        assertEquals(BASE + 16, machine().run("ldp x1, x0, [x1], #16").pe.x[1]);
        assertEquals(BASE + 8, machine().run("ldp x0, x1, [x1, #8]!").pe.x[1]);
        assertEquals(0xf7e6_d5c4_b3a2_9180L, machine().run("ldp x1, x0, [x1]").pe.x[1]);
    }
}
