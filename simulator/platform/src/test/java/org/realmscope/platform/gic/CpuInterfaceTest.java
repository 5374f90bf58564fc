package org.realmscope.platform.gic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.TestPlatform;
import org.realmscope.platform.sysreg.SystemRegister;

class CpuInterfaceTest {
    private final TestPlatform test = new TestPlatform(3, false);
    private final CpuInterface gic = test.pe.system.gic;

    @BeforeEach
    void enable() {
        for (int i = 0; i < 3; i++) {
            test.platform.pe(i).sys.set(SystemRegister.ICC_PMR_EL1, 0xf8);
            test.platform.pe(i).sys.set(SystemRegister.ICC_IGRPEN1_EL1, 1);
        }
        test.at(2);
    }

    @Test
    void acknowledgedInterruptIsActiveUntilItsEnd() {
        gic.setPending(40);
        assertTrue(gic.isIrqPending());
        assertEquals(40, test.read(SystemRegister.ICC_HPPIR1_EL1));
        assertEquals(0xff, test.read(SystemRegister.ICC_RPR_EL1));
        assertEquals(40, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(0xa0, test.read(SystemRegister.ICC_RPR_EL1));
        assertEquals(1 << 20, test.read(SystemRegister.ICC_AP1R0_EL1));
        assertEquals(1023, test.read(SystemRegister.ICC_IAR1_EL1));
        gic.setPending(40);
        gic.setPending(41);
        assertFalse(gic.isIrqPending());
        test.write(SystemRegister.ICC_EOIR1_EL1, 40);
        assertEquals(0xff, test.read(SystemRegister.ICC_RPR_EL1));
        assertEquals(40, test.read(SystemRegister.ICC_IAR1_EL1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 40);
        assertEquals(41, test.read(SystemRegister.ICC_IAR1_EL1));
    }

    @Test
    void splitEndLeavesTheInterruptActiveUntilDeactivated() {
        test.write(SystemRegister.ICC_CTLR_EL1, 2);
        gic.setPending(40);
        assertEquals(40, test.read(SystemRegister.ICC_IAR1_EL1));
        gic.setPending(40);
        test.write(SystemRegister.ICC_EOIR1_EL1, 40);
        assertEquals(0xff, test.read(SystemRegister.ICC_RPR_EL1));
        assertFalse(gic.isIrqPending());
        test.write(SystemRegister.ICC_DIR_EL1, 40);
        assertTrue(gic.isIrqPending());
    }

    @Test
    void lowestIntidGoesFirst() {
        gic.setPending(500);
        gic.setPending(7);
        assertEquals(7, test.read(SystemRegister.ICC_HPPIR1_EL1));
    }

    @ParameterizedTest
    @CsvSource({"0xa0, 1, false", "0xa8, 1, true", "0xf8, 0, false", "0, 1, false"})
    void priorityMaskAndGroupEnableDecide(long pmr, long enable, boolean expected) {
        gic.setPending(40);
        test.write(SystemRegister.ICC_PMR_EL1, pmr);
        test.write(SystemRegister.ICC_IGRPEN1_EL1, enable);
        assertEquals(expected, gic.isIrqPending());
    }

    /** Target list 15:0, Aff1 23:16, INTID 27:24, IRM bit 40. PE 0 writes. */
    @ParameterizedTest
    @CsvSource({
        "0x5000002, 1",
        "0x5000001, 0",
        "0x5000006, 12",
        "0x5010002, ''",
        "0x10005000000, 12",
        "0x100005000002, ''",
    })
    void softwareInterruptReachesItsTargets(String value, String targets) {
        test.write(SystemRegister.ICC_SGI1R_EL1, Long.decode(value));
        StringBuilder reached = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            Pe pe = test.platform.pe(i);
            if (pe.system.gic.isIrqPending()) {
                reached.append(i);
                assertEquals(5, pe.system.registers.read(SystemRegister.ICC_HPPIR1_EL1));
            }
        }
        assertEquals(targets, reached.toString());
    }

    @Test
    void groupZeroIsEmpty() {
        gic.setPending(40);
        assertEquals(1023, test.read(SystemRegister.ICC_IAR0_EL1));
        assertEquals(1023, test.read(SystemRegister.ICC_HPPIR0_EL1));
        test.write(SystemRegister.ICC_EOIR0_EL1, 40);
        test.write(SystemRegister.ICC_SGI0R_EL1, 0x500_0002);
        assertFalse(test.platform.pe(1).system.gic.isIrqPending());
    }

    @Test
    void binaryPointsHaveAMinimumAndCanBeCommon() {
        test.write(SystemRegister.ICC_BPR1_EL1, 0);
        assertEquals(3, test.read(SystemRegister.ICC_BPR1_EL1));
        test.write(SystemRegister.ICC_BPR0_EL1, 5);
        test.write(SystemRegister.ICC_CTLR_EL1, 1);
        assertEquals(6, test.read(SystemRegister.ICC_BPR1_EL1));
        assertEquals(0x401, test.read(SystemRegister.ICC_CTLR_EL1));
    }

    @Test
    void systemRegisterInterfaceIsAlwaysOn() {
        test.write(SystemRegister.ICC_SRE_EL1, 0);
        test.write(SystemRegister.ICC_SRE_EL2, 0);
        assertEquals(7, test.read(SystemRegister.ICC_SRE_EL1));
        assertEquals(7, test.read(SystemRegister.ICC_SRE_EL2));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 27, 31, 1020, -1})
    void onlyEdgeTriggeredInterruptsAreInjected(int intid) {
        assertThrows(IllegalArgumentException.class, () -> gic.setPending(intid));
    }
}
