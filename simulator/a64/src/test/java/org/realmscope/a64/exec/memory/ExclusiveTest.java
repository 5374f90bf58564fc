package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.a64.exec.memory.MappedPe.DATA;
import static org.realmscope.a64.exec.memory.MappedPe.READ_ONLY;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/** Load-exclusive, store-exclusive and CLREX on one PE and, for the monitor, two. */
class ExclusiveTest {
    private static final long BASE = DATA + 0x100;
    private static final long STORED = 0x1122_3344_5566_7788L;

    @ParameterizedTest(name = "{0}; {1}")
    @CsvSource(delimiter = '|', textBlock = """
        ldxr x0, [x1]    | stxr w2, x3, [x1]    | f7e6d5c4b3a29180 | 8877665544332211
        ldxr w0, [x1]    | stxr w2, w3, [x1]    |         b3a29180 | 88776655c4d5e6f7
        ldxrh w0, [x1]   | stxrh w2, w3, [x1]   |             9180 | 8877a2b3c4d5e6f7
        ldxrb w0, [x1]   | stxrb w2, w3, [x1]   |               80 | 8891a2b3c4d5e6f7
        ldaxr x0, [x1]   | stlxr w2, x3, [x1]   | f7e6d5c4b3a29180 | 8877665544332211
        ldaxrb w0, [x1]  | stlxrb w2, w3, [x1]  |               80 | 8891a2b3c4d5e6f7
        """)
    void pairOfLoadAndStoreSucceedsOnce(String load, String store, String loaded, String stored) {
        MappedPe machine = machine().run(load).run(store);
        assertEquals(Long.parseUnsignedLong(loaded, 16), machine.pe.x[0]);
        assertEquals(0, machine.pe.x[2], "status");
        assertEquals(stored, machine.bytes(BASE, 8));
        machine.x(3, 0).run(store);
        assertEquals(1, machine.pe.x[2], "status of the second store");
        assertEquals(stored, machine.bytes(BASE, 8));
    }

    private static MappedPe machine() {
        return new MappedPe()
                .bytes(BASE, "80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f")
                .x(1, BASE)
                .x(3, STORED)
                .x(4, 0x99aa_bbcc_ddee_ff00L);
    }

    @Test
    void twoRegistersAreLoadedAndStored() {
        MappedPe machine = machine().run("ldxp x0, x5, [x1]").run("stxp w2, x3, x4, [x1]");
        assertEquals(0xf7e6_d5c4_b3a2_9180L, machine.pe.x[0]);
        assertEquals(0x7f6e_5d4c_3b2a_1908L, machine.pe.x[5]);
        assertEquals(0, machine.pe.x[2]);
        assertEquals("887766554433221100ffeeddccbbaa99", machine.bytes(BASE, 16));
        machine.run("ldaxp w0, w5, [x1]").run("stlxp w2, w4, w3, [x1]");
        assertEquals(0x5566_7788L, machine.pe.x[0]);
        assertEquals(0x1122_3344L, machine.pe.x[5]);
        assertEquals("00ffeedd88776655", machine.bytes(BASE, 8));
    }

    @Test
    void storeFailsWithoutALoadOrAfterClrex() {
        MappedPe machine = machine().run("stxr w2, x3, [x1]");
        assertEquals(1, machine.pe.x[2]);
        machine.run("ldxr x0, [x1]").run("clrex").run("stxr w2, x3, [x1]");
        assertEquals(1, machine.pe.x[2]);
        assertEquals("8091a2b3c4d5e6f7", machine.bytes(BASE, 8));
    }

    @Test
    void storeFailsAfterAnotherPeHasWritten() {
        MappedPe machine = machine().run("ldxr x0, [x1]");
        Pe other = machine.platform.addPe();
        other.el = 2;
        other.system.contextChanged();
        other.store8(BASE + 7, 0x55);
        machine.run("stxr w2, x3, [x1]");
        assertEquals(1, machine.pe.x[2]);
        assertEquals("8091a2b3c4d5e655", machine.bytes(BASE, 8));
    }

    @Test
    void statusRegisterMayBeTheStoredOne() {
        MappedPe machine = machine().run("ldxr x0, [x1]").run("stxr w3, x3, [x1]");
        assertEquals(0, machine.pe.x[3]);
        assertEquals("8877665544332211", machine.bytes(BASE, 8));
    }

    @Test
    void loadOfOneRegisterTwiceLeavesTheSecondValue() {
        assertEquals(0x7f6e_5d4c_3b2a_1908L, machine().run("ldxp x0, x0, [x1]").pe.x[0]);
    }

    @Test
    void storeToAReadOnlyPageAbortsWhateverTheMonitorSays() {
        MappedPe machine = machine().x(1, READ_ONLY);
        assertEquals(AbortSignal.EXCEPTION, machine.abort("stxr w2, x3, [x1]"));
        assertEquals(Fault.PERMISSION + 3, machine.pe.mmu.fault().fsc);
    }

    @ParameterizedTest
    @CsvSource({"'ldxr x0, [x1]', 12", "'ldxp x0, x2, [x1]', 8", "'stxr w2, w3, [x1]', 14"})
    void accessesThatCrossSixteenBytesAreAlignmentFaults(String text, int offset) {
        MappedPe machine = machine().x(1, BASE + offset);
        assertEquals(AbortSignal.EXCEPTION, machine.abort(text));
        assertEquals(Fault.ALIGNMENT, machine.pe.mmu.fault().fsc);
    }
}
