package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.a64.exec.memory.MappedPe.CODE;
import static org.realmscope.a64.exec.memory.MappedPe.DATA;
import static org.realmscope.a64.exec.memory.MappedPe.USER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Loads and stores of single general-purpose registers. */
class LoadStoreTest {
    private static final long BASE = DATA + 0x100;
    private static final String BYTES = "80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ldr x0, [x1]                | f7e6d5c4b3a29180
        ldr w0, [x1]                |         b3a29180
        ldrh w0, [x1]               |             9180
        ldrb w0, [x1]               |               80
        ldrsw x0, [x1]              | ffffffffb3a29180
        ldrsh x0, [x1]              | ffffffffffff9180
        ldrsh w0, [x1]              |         ffff9180
        ldrsb x0, [x1]              | ffffffffffffff80
        ldrsb w0, [x1]              |         ffffff80
        ldrsb x0, [x1, #15]         |               7f
        ldrsh w0, [x1, #14]         |             7f6e
        ldrsw x0, [x1, #8]          |         3b2a1908
        ldr x0, [x1, #8]            | 7f6e5d4c3b2a1908
        ldur x0, [x1, #3]           | 2a1908f7e6d5c4b3
        ldur w0, [x1, #-1]          |         a2918000
        ldurh w0, [x1, #7]          |              8f7
        ldr x0, [x1, x2]            | 7f6e5d4c3b2a1908
        ldr x0, [x1, x3, lsl #3]    | 7f6e5d4c3b2a1908
        ldr w0, [x1, x3, lsl #2]    |         f7e6d5c4
        ldrh w0, [x1, x3, lsl #1]   |             b3a2
        ldrb w0, [x1, x3, lsl #0]   |               91
        ldr x0, [x1, w4, sxtw]      | e6d5c4b3a2918000
        ldr x0, [x5, w4, sxtw #3]   | f7e6d5c4b3a29180
        ldr w0, [x5, w4, sxtw #2]   |         f7e6d5c4
        ldr w0, [x1, w6, uxtw #2]   |         f7e6d5c4
        ldr x0, [x1, w6, uxtw]      | 8f7e6d5c4b3a291
        ldrsh x0, [x1, w6, uxtw #1] | ffffffffffffb3a2
        ldrsb w0, [x5, x7, sxtx]    |         fffffff7
        ldtr x0, [x8]               | 0102030405060708
        ldtrsb w0, [x8, #7]         |                1
        ldar x0, [x1]               | f7e6d5c4b3a29180
        ldarb w0, [x1]              |               80
        ldlarh w0, [x1]             |             9180
        ldapr w0, [x1]              |         b3a29180
        ldapur x0, [x1, #3]         | 2a1908f7e6d5c4b3
        ldapursb w0, [x1, #1]       |         ffffff91
        ldapursh x0, [x1]           | ffffffffffff9180
        ldapursw x0, [x1]           | ffffffffb3a29180
        """)
    void loadedValueIsExtendedAsTheInstructionSays(String text, String expected) {
        MappedPe machine = machine().run(text);
        assertEquals("%016x".formatted(Long.parseUnsignedLong(expected, 16)), "%016x".formatted(machine.pe.x[0]));
        assertEquals(BASE, machine.pe.x[1], "base register");
    }

    private static MappedPe machine() {
        return new MappedPe()
                .bytes(BASE, BYTES)
                .bytes(USER, "08 07 06 05 04 03 02 01")
                .x(1, BASE)
                .x(2, 8)
                .x(3, 1)
                .x(4, 0x1234_5678_ffff_ffffL)
                .x(5, BASE + 8)
                .x(6, 0xffff_ffff_0000_0001L)
                .x(7, -1)
                .x(8, USER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        str x0, [x1]                | 0 | 8877665544332211
        str w0, [x1]                | 0 | 88776655
        strh w0, [x1]               | 0 | 8877
        strb w0, [x1]               | 0 | 88
        str x0, [x1, #8]            | 8 | 8877665544332211
        stur x0, [x1, #-3]          | -3 | 8877665544332211
        sturh w0, [x1, #1]          | 1 | 8877
        str x0, [x1, x3, lsl #3]    | 8 | 8877665544332211
        str w0, [x1, w4, sxtw #2]   | -4 | 88776655
        strh w0, [x1, w6, uxtw]     | 1 | 8877
        strb w0, [x1, x7, sxtx]     | -1 | 88
        str wzr, [x5, #-8]          | 0 | 00000000
        str xzr, [x1]               | 0 | 0000000000000000
        stlr x0, [x1]               | 0 | 8877665544332211
        stlrb w0, [x1]              | 0 | 88
        stllrh w0, [x1]             | 0 | 8877
        stlur w0, [x1, #5]          | 5 | 88776655
        """)
    void storesTheLowBytesAndNothingBeside(String text, int offset, String expected) {
        MappedPe machine = machine()
                .bytes(BASE - 16, "ee".repeat(48))
                .x(0, 0x1122_3344_5566_7788L)
                .run(text);
        String around = "ee".repeat(16 + offset) + expected + "ee".repeat(32 - offset - expected.length() / 2);
        assertEquals(around, machine.bytes(BASE - 16, 48));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ldr x0, [x1, #8]!    | 8  | 7f6e5d4c3b2a1908
        ldr x0, [x1], #-8    | -8 | f7e6d5c4b3a29180
        ldr w0, [x1, #4]!    | 4  | f7e6d5c4
        ldr w0, [x1], #255   | 255 | b3a29180
        ldrh w0, [x1, #2]!   | 2  | b3a2
        ldrh w0, [x1], #2    | 2  | 9180
        ldrb w0, [x1, #1]!   | 1  | 91
        ldrb w0, [x1], #-256 | -256 | 80
        ldrsb x0, [x1, #1]!  | 1  | ffffffffffffff91
        ldrsw x0, [x1], #4   | 4  | ffffffffb3a29180
        ldrsh w0, [x1], #4   | 4  | ffff9180
        """)
    void indexedLoadWritesTheBaseBack(String text, long change, String expected) {
        MappedPe machine = machine().run(text);
        assertEquals(BASE + change, machine.pe.x[1]);
        assertEquals(Long.parseUnsignedLong(expected, 16), machine.pe.x[0]);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        str x0, [x1, #8]!    | 8  | 8 | 8877665544332211
        str x0, [x1], #-8    | -8 | 0 | 8877665544332211
        str w0, [x1, #-4]!   | -4 | -4 | 88776655
        str w0, [x1], #4     | 4  | 0 | 88776655
        strh w0, [x1, #2]!   | 2  | 2 | 8877
        strh w0, [x1], #2    | 2  | 0 | 8877
        strb w0, [x1, #1]!   | 1  | 1 | 88
        strb w0, [x1], #1    | 1  | 0 | 88
        """)
    void indexedStoreWritesTheBaseBack(String text, long change, int offset, String expected) {
        MappedPe machine = machine().x(0, 0x1122_3344_5566_7788L).run(text);
        assertEquals(BASE + change, machine.pe.x[1]);
        assertEquals(expected, machine.bytes(BASE + offset, expected.length() / 2));
    }

    @Test
    void stackPointerIsTheBaseOfRegister31() {
        MappedPe machine = machine().sp(BASE);
        assertEquals(0xf7e6_d5c4_b3a2_9180L, machine.run("ldr x0, [sp]").pe.x[0]);
        assertEquals(0xb3a2_9180L, machine.run("ldr w0, [sp, #0]").pe.x[0]);
        assertEquals(0x80, machine.run("ldrb w0, [sp]").pe.x[0]);
        assertEquals(0x7f6e_5d4c_3b2a_1908L, machine.run("ldr x0, [sp, x2]").pe.x[0]);
        machine.run("str x2, [sp, #-16]!");
        assertEquals(BASE - 16, machine.pe.x[Pe.SP]);
        assertEquals(8, machine.run("ldr x0, [sp], #16").pe.x[0]);
        assertEquals(BASE, machine.pe.x[Pe.SP]);
        machine.run("strh w3, [sp], #32");
        assertEquals(BASE + 32, machine.pe.x[Pe.SP]);
        assertEquals("0100", machine.bytes(BASE, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ldr x0, [sp]", "str w0, [sp, #8]", "ldrb w0, [sp, #1]", "ldr x0, [sp], #16", "str x0, [sp, #-16]!",
                "ldp x0, x1, [sp]", "stp x0, x1, [sp, #-16]!", "ldr x0, [sp, x1]", "ldxr x0, [sp]",
                        "ldadd x0, x1, [sp]",
                "ldr q0, [sp]", "ld1 {v0.16b}, [sp]", "ldar x0, [sp]", "ldtr x0, [sp]"
            })
    void misalignedStackPointerAborts(String text) {
        MappedPe machine = machine().sp(BASE + 8);
        assertEquals(AbortSignal.EXCEPTION, machine.abort(text));
        assertEquals(BASE + 8, machine.pe.x[Pe.SP]);
        machine.set(SystemRegister.SCTLR_EL1, 0x30d0_0801L).run("ldr x0, [sp]");
    }

    @Test
    void prefetchHasNoEffectWhateverTheAddress() {
        machine().sp(BASE + 1).run("prfm pldl1keep, [sp]");
        machine().x(1, 0x8000_0000_0000L).run("prfm pstl1strm, [x1, x2, lsl #3]");
        machine().x(1, 0).run("prfum pldl1keep, [x1, #-1]");
        machine().run("prfm plil1keep, .+1048572");
    }

    @Test
    void literalIsRelativeToTheInstruction() {
        long address = CODE + 12;
        MappedPe machine = machine().bytes(address + 16, "f0 de bc 9a 78 56 34 82");
        assertEquals(0x8234_5678_9abc_def0L, machine.run("ldr x0, .+16").pe.x[0]);
        assertEquals(0x9abc_def0L, machine.run("ldr w0, .+16").pe.x[0]);
        assertEquals(0xffff_ffff_9abc_def0L, machine.run("ldrsw x0, .+16").pe.x[0]);
        machine.bytes(address - 8, "01 00 00 00 00 00 00 00");
        assertEquals(1, machine.run("ldr x0, .-8").pe.x[0]);
    }

    @Test
    void writebackWinsOverTheLoadedValueInTheSameRegister() {
        assertEquals(BASE + 8, machine().run("ldr x1, [x1, #8]!").pe.x[1]);
        assertEquals(BASE + 8, machine().run("ldr x1, [x1], #8").pe.x[1]);
        MappedPe machine = machine().run("str x1, [x1], #8");
        assertEquals(BASE, machine.platform.memory.read64(BASE));
        assertEquals(BASE + 8, machine.pe.x[1]);
    }

    @Test
    void loadToTheZeroRegisterIsDiscarded() {
        assertEquals(0, machine().run("ldr xzr, [x1]").pe.x[Pe.ZR]);
        assertEquals(0, machine().run("ldrsb wzr, [x1]").pe.x[Pe.ZR]);
    }

    @Test
    void unprivilegedAccessIsCheckedAsAtEl0() {
        MappedPe machine = machine();
        assertEquals(AbortSignal.EXCEPTION, machine.abort("ldtr x0, [x1]"));
        assertEquals(Fault.PERMISSION + 3, machine.pe.mmu.fault().fsc);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("sttrb w0, [x1]"));
        machine.x(0, 0x55).run("sttrb w0, [x8]");
        assertEquals("55", machine.bytes(USER, 1));
    }

    @Test
    void orderedAccessesMayBeUnalignedWithinSixteenBytes() {
        MappedPe machine = machine();
        assertEquals(0x1908_f7e6_d5c4_b3a2L, machine.x(1, BASE + 2).run("ldar x0, [x1]").pe.x[0]);
        machine.x(1, BASE + 9);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("ldar x0, [x1]"));
        assertEquals(Fault.ALIGNMENT, machine.pe.mmu.fault().fsc);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("stlr x0, [x1]"));
        assertEquals(AbortSignal.EXCEPTION, machine.abort("stlur w0, [x1, #5]"));
        machine.sctlr(1L << 6).run("ldar x0, [x1]");
    }

    @Test
    void alignmentCheckAppliesToEverySize() {
        MappedPe machine = machine().sctlr(1 << 1);
        for (String text : new String[] {"ldr x0, [x5, #-4]", "ldrh w0, [x1, x3]", "str w0, [x1, #2]"}) {
            assertEquals(AbortSignal.EXCEPTION, machine.abort(text));
            assertEquals(Fault.ALIGNMENT, machine.pe.mmu.fault().fsc);
        }
        machine.run("ldrb w0, [x1, #1]");
    }
}
