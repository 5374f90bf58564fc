package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.a64.exec.memory.MappedPe.READ_ONLY;
import static org.realmscope.a64.exec.memory.MappedPe.SECOND;
import static org.realmscope.a64.exec.memory.MappedPe.UNMAPPED;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;

/** An instruction that aborts has changed neither registers nor memory, also when only its last access aborts. */
class AbortPrecisionTest {
    private static final long PAGE = 0x1000;

    /** The base register is {@code distance} bytes below the page that cannot be accessed. */
    @ParameterizedTest(name = "{0} {1} bytes below the page")
    @CsvSource(delimiter = '|', textBlock = """
        ldr x0, [x1]               | 4  | 0
        ldr x0, [x1]               | 0  | 0
        ldr x0, [x1, #8]!          | 4  | 4
        ldr x0, [x1], #8           | 1  | 0
        ldrh w0, [x1], #2          | 1  | 0
        ldp x0, x2, [x1]           | 8  | 0
        ldp x1, x0, [x1]           | 8  | 0
        ldp x0, x2, [x1]           | 4  | 0
        ldp x0, x2, [x1], #16      | 8  | 0
        ldp x0, x2, [x1, #-16]!    | -8 | 0
        ldp w0, w2, [x1], #8       | 4  | 0
        ldpsw x0, x2, [x1, #8]!    | 12 | 0
        ldnp x0, x2, [x1]          | 8  | 0
        ldp q0, q1, [x1], #32      | 16 | 0
        ldp q0, q1, [x1]           | 8  | 0
        ldp d0, d1, [x1]           | 8  | 0
        ldr q0, [x1], #16          | 8  | 0
        ld1 {v0.16b-v3.16b}, [x1], #64 | 63 | 0
        ld1 {v0.16b-v3.16b}, [x1], #64 | 16 | 0
        ld2 {v0.s, v1.s}[1], [x1], #8 | 4 | 0
        ld4r {v0.8b-v3.8b}, [x1]   | 3  | 0
        ld3 {v0.2d-v2.2d}, [x1]    | 40 | 0
        ldtr x0, [x1]              | 0  | 0
        ldar x0, [x1]              | 0  | 0
        ldxr x0, [x1]              | 0  | 0
        ldxp x0, x2, [x1]          | 0  | 0
        ldadd x0, x2, [x1]         | 0  | 0
        casp x2, x3, x4, x5, [x1]  | 0  | 0
        """)
    void loadBeyondAMappedPageChangesNothing(String text, long distance, long ahead) {
        MappedPe machine = new MappedPe().x(1, UNMAPPED - distance);
        fill(machine);
        assertAborts(machine, text);
        assertEquals(UNMAPPED + ahead, machine.pe.mmu.fault().va, "FAR");
        assertEquals(Fault.TRANSLATION + 3, machine.pe.mmu.fault().fsc);
    }

    /** The base register is {@code distance} bytes below a page that can only be read. */
    @ParameterizedTest(name = "{0} {1} bytes below the page")
    @CsvSource(delimiter = '|', textBlock = """
        str x0, [x1]               | 4
        str x0, [x1], #8           | 7
        str w0, [x1, #4]!          | 4
        stp x0, x2, [x1]           | 8
        stp x0, x2, [x1]           | 4
        stp x0, x2, [x1]           | 12
        stp x0, x2, [x1], #16      | 8
        stp x0, x2, [x1, #16]!     | 24
        stp w0, w2, [x1]           | 4
        stnp w0, w2, [x1]          | 4
        stp q0, q1, [x1]           | 16
        stp q0, q1, [x1, #32]!     | 48
        stp s0, s1, [x1]           | 4
        str q0, [x1], #16          | 8
        st1 {v0.16b-v3.16b}, [x1], #64 | 63
        st4 {v0.b-v3.b}[7], [x1], #4 | 1
        st2 {v0.2d, v1.2d}, [x1]   | 24
        sttr x0, [x1]              | 0
        stlr x0, [x1]              | 0
        ldadd x0, x2, [x1]         | 0
        swp x0, x2, [x1]           | 0
        cas x0, x2, [x1]           | 0
        casp x2, x3, x4, x5, [x1]  | 0
        stxr w2, x0, [x1]          | 0
        """)
    void storeBeyondAWritablePageChangesNothing(String text, long distance) {
        MappedPe machine = new MappedPe().x(1, READ_ONLY - distance);
        fill(machine);
        assertAborts(machine, text);
        assertEquals(READ_ONLY, machine.pe.mmu.fault().va, "FAR");
        assertEquals(Fault.PERMISSION + 3, machine.pe.mmu.fault().fsc);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ldr q0, [x1]",
                "str d0, [x1], #8",
                "ldp q0, q1, [x1]",
                "ld1 {v0.16b}, [x1]",
                "fmov d0, x1",
                "movi v0.16b, #1"
            })
    void trapOfFloatingPointComesBeforeTheAccess(String text) {
        MappedPe machine = new MappedPe().x(1, UNMAPPED);
        machine.set(SystemRegister.CPACR_EL1, 0);
        fill(machine);
        machine.pe.mmu.fault().va = 0;
        assertAborts(machine, text);
        assertEquals(0, machine.pe.mmu.fault().va);
    }

    private static void fill(MappedPe machine) {
        for (int i = 0; i < machine.pe.v.length; i++) {
            machine.pe.v[i] = 0x1111_1111_1111_1111L * (i % 15 + 1);
        }
        machine.bytes(UNMAPPED - 64, "d1".repeat(64)).bytes(READ_ONLY - 64, "d2".repeat(128));
    }

    private static void assertAborts(MappedPe machine, String text) {
        long[] x = machine.pe.x.clone();
        long[] v = machine.pe.v.clone();
        String data = machine.bytes(UNMAPPED - PAGE, (int) PAGE);
        String second = machine.bytes(SECOND, 2 * (int) PAGE);
        assertEquals(AbortSignal.EXCEPTION, machine.abort(text));
        assertArrayEquals(x, machine.pe.x, "X registers");
        assertArrayEquals(v, machine.pe.v, "V registers");
        assertEquals(data, machine.bytes(UNMAPPED - PAGE, (int) PAGE), "memory");
        assertEquals(second, machine.bytes(SECOND, 2 * (int) PAGE), "memory");
    }
}
