package org.realmscope.platform.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.pe.TestPlatform;
import org.realmscope.platform.sysreg.SystemRegister;

class GenericTimersTest {
    private static final long RW = 0x8000_0000L;
    private static final long E2H = 1L << 34;
    private static final long TGE = 1L << 27;

    private final TestPlatform test = new TestPlatform();

    /** ECV is bit 12 of CNTHCTL_EL2. CNTVOFF_EL2 is 100, CNTPOFF_EL2 is 30, the counter 1000. */
    @ParameterizedTest
    @CsvSource({
        "2, 0, 0, 1000, 900",
        "2, 0x400000000, 0x1000, 1000, 1000",
        "1, 0, 3, 1000, 900",
        "1, 0, 0x1003, 970, 900",
        "0, 0, 0x1003, 970, 900",
        "1, 0x400000000, 0x1c00, 970, 900",
        "0, 0x408000000, 0x1003, 1000, 1000",
    })
    void countersAreSeenWithTheirOffsets(int el, String hcr, long cnthctl, long physical, long virtual) {
        test.with(SystemRegister.HCR_EL2, RW | Long.decode(hcr))
                .with(SystemRegister.CNTHCTL_EL2, cnthctl)
                .with(SystemRegister.CNTKCTL_EL1, 3)
                .with(SystemRegister.CNTVOFF_EL2, 100)
                .with(SystemRegister.CNTPOFF_EL2, 30)
                .at(el);
        test.pe.instructions = 1000;
        assertEquals(physical, test.read(SystemRegister.CNTPCT_EL0));
        assertEquals(physical, test.read(SystemRegister.CNTPCTSS_EL0));
        assertEquals(virtual, test.read(SystemRegister.CNTVCT_EL0));
        assertEquals(virtual, test.read(SystemRegister.CNTVCTSS_EL0));
    }

    @ParameterizedTest
    @CsvSource({
        "CNTP_CTL_EL0, CNTP_CVAL_EL0, 30, 500",
        "CNTV_CTL_EL0, CNTV_CVAL_EL0, 27, 600",
        "CNTHP_CTL_EL2, CNTHP_CVAL_EL2, 26, 500",
        "CNTHV_CTL_EL2, CNTHV_CVAL_EL2, 28, 500",
    })
    void timerAssertsItsInterruptFromCompareValueOn(
            SystemRegister control, SystemRegister compare, int intid, long due) {
        test.with(SystemRegister.CNTVOFF_EL2, 100);
        test.write(compare, 500);
        test.write(control, 1);
        test.pe.instructions = due - 1;
        assertEquals(due, test.pe.system.nextDeadline());
        assertEquals(0, test.pe.system.timers.asserted());
        assertEquals(1, test.read(control));
        test.pe.instructions = due;
        assertEquals(1 << intid, test.pe.system.timers.asserted());
        assertEquals(5, test.read(control));
        assertEquals(Long.MAX_VALUE, test.pe.system.nextDeadline());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "3, 7", "1, 5"})
    void disabledAndMaskedTimersAreSilent(long control, long expected) {
        test.write(SystemRegister.CNTP_CVAL_EL0, 10);
        test.write(SystemRegister.CNTP_CTL_EL0, control);
        assertEquals(control == 1 ? 10 : Long.MAX_VALUE, test.pe.system.nextDeadline());
        test.pe.instructions = 10;
        assertEquals(expected, test.read(SystemRegister.CNTP_CTL_EL0));
        assertEquals(control == 1 ? 1 << 30 : 0, test.pe.system.timers.asserted());
    }

    /** CNTPMASK is bit 19 of CNTHCTL_EL2, CNTVMASK 18: the condition stays visible. */
    @ParameterizedTest
    @CsvSource({"19, 0x08000000", "18, 0x40000000"})
    void el2MasksTheTimersOfEl1(int bit, int left) {
        for (String timer : new String[] {"CNTP", "CNTV"}) {
            test.write(SystemRegister.valueOf(timer + "_CVAL_EL0"), 10);
            test.write(SystemRegister.valueOf(timer + "_CTL_EL0"), 1);
        }
        test.with(SystemRegister.CNTHCTL_EL2, 1L << bit);
        test.pe.instructions = 10;
        assertEquals(left, test.pe.system.timers.asserted());
        assertEquals(5, test.read(SystemRegister.CNTP_CTL_EL0));
        assertEquals(5, test.read(SystemRegister.CNTV_CTL_EL0));
    }

    @Test
    void physicalOffsetDelaysTheEl1Timer() {
        test.with(SystemRegister.CNTHCTL_EL2, 1 << 12).with(SystemRegister.CNTPOFF_EL2, 40);
        test.write(SystemRegister.CNTP_CVAL_EL0, 10);
        test.write(SystemRegister.CNTP_CTL_EL0, 1);
        assertEquals(50, test.pe.system.nextDeadline());
        test.with(SystemRegister.HCR_EL2, RW | E2H | TGE);
        assertEquals(10, test.pe.system.nextDeadline());
    }

    @Test
    void timerValueCountsDownFromWhereItIsWritten() {
        test.pe.instructions = 1000;
        test.write(SystemRegister.CNTV_TVAL_EL0, 50);
        assertEquals(1050, test.get(SystemRegister.CNTV_CVAL_EL0));
        test.pe.instructions = 1010;
        assertEquals(40, test.read(SystemRegister.CNTV_TVAL_EL0));
        test.pe.instructions = 1060;
        assertEquals(0xffff_fff6L, test.read(SystemRegister.CNTV_TVAL_EL0));
        test.write(SystemRegister.CNTV_TVAL_EL0, 0xffff_ffffL);
        assertEquals(1059, test.get(SystemRegister.CNTV_CVAL_EL0));
    }

    @Test
    void compareValueIsUnsigned() {
        test.write(SystemRegister.CNTP_CVAL_EL0, -1);
        test.write(SystemRegister.CNTP_CTL_EL0, 1);
        assertEquals(1, test.read(SystemRegister.CNTP_CTL_EL0));
        assertEquals(Long.MAX_VALUE, test.pe.system.nextDeadline());
    }

    @Test
    void assertedTimerReachesThePeAsAnInterrupt() {
        test.with(SystemRegister.HCR_EL2, RW | 0x10);
        test.write(SystemRegister.ICC_PMR_EL1, 0xff);
        test.write(SystemRegister.ICC_IGRPEN1_EL1, 1);
        test.write(SystemRegister.CNTHP_CVAL_EL2, 20);
        test.write(SystemRegister.CNTHP_CTL_EL2, 1);
        test.at(2);
        assertFalse(test.pe.system.takeInterrupt());
        test.pe.instructions = 20;
        assertTrue(test.pe.system.takeInterrupt());
        assertEquals(26, test.read(SystemRegister.ICC_IAR1_EL1));
        assertFalse(test.pe.system.takeInterrupt());
        test.pe.system.pstate.daif = 0;
        assertFalse(test.pe.system.takeInterrupt());
        test.write(SystemRegister.ICC_EOIR1_EL1, 26);
        assertTrue(test.pe.system.takeInterrupt());
    }
}
