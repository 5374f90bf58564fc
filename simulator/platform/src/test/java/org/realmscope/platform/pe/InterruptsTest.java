package org.realmscope.platform.pe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.sysreg.SystemRegister;

class InterruptsTest {
    private static final long RW = 0x8000_0000L;
    private static final int SPI = 40;

    private final TestPlatform test = new TestPlatform(2, false);

    private TestPlatform withInterrupt() {
        test.with(SystemRegister.ICC_PMR_EL1, 0xf8).with(SystemRegister.ICC_IGRPEN1_EL1, 1);
        test.pe.system.raiseInterrupt(SPI);
        return test;
    }

    /** IMO is bit 4 of HCR_EL2, TGE 27, E2H 34. Target 0: pending, not taken. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1, 0x480",
        "0, 0, 2, 0, 0",
        "1, 0, 0, 1, 0x280",
        "1, 0, 2, 0, 0",
        "2, 0, 0, 0, 0",
        "0, 0x10, 2, 2, 0x480",
        "1, 0x10, 2, 2, 0x480",
        "2, 0x10, 0, 2, 0x280",
        "2, 0x10, 2, 0, 0",
        "0, 0x8000000, 2, 2, 0x480",
        "0, 0x408000000, 0, 2, 0x480",
        "0, 0x408000000, 2, 0, 0",
        "2, 0x408000000, 0, 2, 0x280",
        "1, 0x8, 2, 0, 0",
    })
    void physicalInterruptIsRoutedAndMasked(int el, String hcr, int daif, int targetEl, int vector) {
        withInterrupt().with(SystemRegister.HCR_EL2, RW | Long.decode(hcr)).at(el);
        test.pe.system.pstate.daif = daif;
        assertEquals(targetEl != 0, test.pe.system.takeInterrupt());
        if (targetEl != 0) {
            assertEquals(targetEl, test.pe.el);
            assertEquals((targetEl == 1 ? TestPlatform.VBAR_EL1 : TestPlatform.VBAR_EL2) + vector, test.pe.pc);
            assertEquals(TestPlatform.PC, test.get(targetEl == 1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2));
        }
    }

    /** VI is bit 7 of HCR_EL2 with IMO 4, VF bit 6 with FMO 3, VSE bit 8 with AMO 5. */
    @ParameterizedTest
    @CsvSource({
        "1, 0x90, 0, 0x280",
        "0, 0x90, 0, 0x480",
        "1, 0x90, 2, 0",
        "1, 0x80, 0, 0",
        "2, 0x90, 0, 0",
        "1, 0x48, 0, 0x300",
        "1, 0x48, 1, 0",
        "1, 0x120, 0, 0x380",
        "1, 0x120, 4, 0",
        "0, 0x8000090, 0, 0",
    })
    void virtualInterruptGoesToEl1(int el, String hcr, int daif, int vector) {
        test.with(SystemRegister.HCR_EL2, RW | Long.decode(hcr)).at(el);
        test.pe.system.pstate.daif = daif;
        assertEquals(vector != 0, test.pe.system.takeInterrupt());
        if (vector != 0) {
            assertEquals(1, test.pe.el);
            assertEquals(TestPlatform.VBAR_EL1 + vector, test.pe.pc);
        }
    }

    @Test
    void virtualErrorReportsItsSyndromeAndIsPendingNoLonger() {
        test.with(SystemRegister.HCR_EL2, RW | 0x120)
                .with(SystemRegister.VSESR_EL2, 0x100_0011)
                .at(1);
        assertTrue(test.pe.system.takeInterrupt());
        assertEquals(0xbf00_0011L, test.get(SystemRegister.ESR_EL1));
        assertEquals(RW | 0x20, test.get(SystemRegister.HCR_EL2));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 0x380", "1, 0x20, 2, 0x580", "0, 0x8000000, 2, 0x580"})
    void physicalErrorIsTakenOnce(int el, long hcr, int targetEl, int vector) {
        test.with(SystemRegister.HCR_EL2, RW | hcr).at(el);
        test.pe.system.raiseSError(0x22);
        assertTrue(test.pe.system.takeInterrupt());
        assertEquals(targetEl, test.pe.el);
        assertEquals((targetEl == 1 ? TestPlatform.VBAR_EL1 : TestPlatform.VBAR_EL2) + vector, test.pe.pc);
        assertEquals(0xbe00_0022L, test.get(targetEl == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2));
        assertFalse(test.pe.system.takeInterrupt());
    }

    @Test
    void errorBarrierDefersAMaskedError() {
        test.with(SystemRegister.HCR_EL2, RW | 0x20).at(2);
        test.pe.system.pstate.daif = Pstate.A;
        test.pe.system.raiseSError(0x11);
        test.pe.system.esb();
        assertEquals(0x8000_0011L, test.read(SystemRegister.DISR_EL1));
        test.pe.system.pstate.daif = 0;
        assertFalse(test.pe.system.takeInterrupt());
    }

    @Test
    void errorBarrierDefersAMaskedVirtualError() {
        test.with(SystemRegister.HCR_EL2, RW | 0x120)
                .with(SystemRegister.VSESR_EL2, 0x5)
                .at(1);
        test.pe.system.pstate.daif = Pstate.A;
        test.pe.system.esb();
        assertEquals(0x8000_0005L, test.read(SystemRegister.DISR_EL1));
        assertEquals(0x8000_0005L, test.get(SystemRegister.VDISR_EL2));
        assertEquals(0, test.get(SystemRegister.DISR_EL1));
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 0x80", "2, 0x10, 0x80", "1, 0, 0x80", "1, 0x10, 0", "1, 0x90, 0x80", "1, 0x48, 0xc0"})
    void interruptStatusShowsWhatTheLevelMaySee(int el, long hcr, long expected) {
        withInterrupt().with(SystemRegister.HCR_EL2, RW | hcr).at(el);
        test.pe.system.pstate.daif = 0xf;
        assertEquals(expected, test.read(SystemRegister.ISR_EL1));
    }

    @Test
    void waitForInterruptGoesOnWhileOneIsPendingEvenIfMasked() {
        withInterrupt().at(2);
        test.pe.system.pstate.daif = 0xf;
        test.pe.system.wfi();
        assertEquals(TestPlatform.PC + 4, test.pe.pc);
        assertEquals(null, test.pe.stop);
    }

    @Test
    void waitForInterruptIsIdleUntilOneArrives() {
        test.with(SystemRegister.ICC_PMR_EL1, 0xf8)
                .with(SystemRegister.ICC_IGRPEN1_EL1, 1)
                .at(2);
        test.pe.system.pstate.daif = 0xf;
        test.pe.system.wfi();
        assertSame(StopCause.IDLE, test.pe.stop);
        assertEquals(TestPlatform.PC + 4, test.pe.pc);
        assertFalse(test.pe.system.waitsForEvent());
        assertFalse(test.pe.system.wakes(false));
        test.pe.system.raiseInterrupt(SPI);
        assertTrue(test.pe.system.wakes(false));
    }

    @Test
    void eventOfAnotherPeWakesAndIsConsumed() {
        test.at(2);
        test.pe.system.wfe();
        assertSame(StopCause.IDLE, test.pe.stop);
        assertTrue(test.pe.system.waitsForEvent());
        assertFalse(test.pe.system.wakes(true));
        test.platform.pe(1).system.sev();
        assertTrue(test.pe.system.wakes(true));
        assertFalse(test.pe.system.wakes(true));
    }

    @Test
    void maskedInterruptDoesNotWakeFromWaitForEvent() {
        test.at(1);
        test.pe.system.pstate.daif = Pstate.I;
        test.pe.system.wfe();
        withInterrupt();
        assertFalse(test.pe.system.wakes(true));
        test.pe.system.pstate.daif = 0;
        assertTrue(test.pe.system.wakes(true));
    }

    @Test
    void localEventStaysLocal() {
        test.at(2);
        test.platform.pe(1).system.sevl();
        assertFalse(test.pe.system.isEventPending());
        assertTrue(test.platform.pe(1).system.isEventPending());
    }

    /** EVNTEN is bit 2 of CNTKCTL_EL1, EVNTDIR 3, EVNTI 7:4: a transition of bit 3 of the counter. */
    @ParameterizedTest
    @CsvSource({"0x34, 24", "0x3c, 16"})
    void eventStreamWakes(long cntkctl, long expected) {
        test.with(SystemRegister.CNTKCTL_EL1, cntkctl).at(1);
        test.pe.instructions = 10;
        test.pe.system.consumeEvent();
        test.pe.system.wfe();
        assertSame(StopCause.IDLE, test.pe.stop);
        assertEquals(expected, test.pe.system.nextDeadline());
        test.pe.instructions = expected - 1;
        assertFalse(test.pe.system.wakes(true));
        test.pe.instructions = expected;
        assertTrue(test.pe.system.wakes(true));
    }
}
