package org.realmscope.platform.gic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.pe.TestPlatform;
import org.realmscope.platform.sysreg.SystemRegister;

/** What a guest at EL1 does with list registers that EL2 filled. */
class VirtualCpuInterfaceTest {
    private static final long RW = 0x8000_0000L;
    private static final long PENDING = 1L << 62;
    private static final long ACTIVE = 1L << 63;
    private static final long HW = 1L << 61;
    private static final long GROUP1 = 1L << 60;
    private static final long EOI = 1L << 41;

    private final TestPlatform test = new TestPlatform();
    private final VirtualCpuInterface virtual = test.pe.system.gic.virtual();

    @BeforeEach
    void runGuest() {
        test.with(SystemRegister.HCR_EL2, RW | 0x38)
                .with(SystemRegister.ICH_HCR_EL2, 1)
                .with(SystemRegister.ICC_IGRPEN1_EL1, 1)
                .with(SystemRegister.ICC_PMR_EL1, 0xf8)
                .at(1);
        test.write(SystemRegister.ICC_PMR_EL1, 0xff);
        test.write(SystemRegister.ICC_IGRPEN1_EL1, 1);
        test.write(SystemRegister.ICC_IGRPEN0_EL1, 1);
    }

    private static long lr(long state, int intid, long priority) {
        return state | GROUP1 | priority << 48 | intid;
    }

    private void list(int index, long value) {
        test.pe.sys.set(SystemRegister.valueOf("ICH_LR" + index + "_EL2"), value);
    }

    private long list(int index) {
        return test.get(SystemRegister.valueOf("ICH_LR" + index + "_EL2"));
    }

    @Test
    void guestControlsAreInTheVirtualMachineControlRegister() {
        assertEquals(0xf8, test.read(SystemRegister.ICC_PMR_EL1));
        assertEquals(0xf84c_000bL, test.get(SystemRegister.ICH_VMCR_EL2));
        test.write(SystemRegister.ICC_CTLR_EL1, 2);
        test.write(SystemRegister.ICC_BPR1_EL1, 5);
        assertEquals(0xf854_020bL, test.get(SystemRegister.ICH_VMCR_EL2));
        assertEquals(0x402, test.read(SystemRegister.ICC_CTLR_EL1));
        assertEquals(5, test.read(SystemRegister.ICC_BPR1_EL1));
        assertEquals(0xf8, test.get(SystemRegister.ICC_PMR_EL1));
        assertEquals(3, test.get(SystemRegister.ICC_BPR1_EL1));
    }

    @Test
    void pendingListRegisterInterruptsTheGuest() {
        list(2, lr(PENDING, 27, 0x80));
        assertTrue(test.pe.system.takeInterrupt());
        assertEquals(TestPlatform.VBAR_EL1 + 0x280, test.pe.pc);
        assertEquals(27, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(lr(ACTIVE, 27, 0x80), list(2));
        assertEquals(0x80, test.read(SystemRegister.ICC_RPR_EL1));
        assertEquals(1 << 16, test.get(SystemRegister.ICH_AP1R0_EL2));
        test.write(SystemRegister.ICC_EOIR1_EL1, 27);
        assertEquals(lr(0, 27, 0x80), list(2));
        assertEquals(0, test.get(SystemRegister.ICH_AP1R0_EL2));
        assertEquals(0xff, test.read(SystemRegister.ICC_RPR_EL1));
    }

    @Test
    void groupZeroIsAnFiq() {
        list(0, PENDING | 0x40L << 48 | 9);
        assertTrue(test.pe.system.takeInterrupt());
        assertEquals(TestPlatform.VBAR_EL1 + 0x300, test.pe.pc);
        assertEquals(1023, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(9, test.read(SystemRegister.ICC_IAR0_EL1));
        assertEquals(1 << 8, test.get(SystemRegister.ICH_AP0R0_EL2));
    }

    @Test
    void higherPriorityPreemptsAndLowerWaits() {
        list(0, lr(PENDING, 40, 0x80));
        list(1, lr(PENDING, 41, 0xa0));
        assertEquals(40, test.read(SystemRegister.ICC_IAR1_EL1));
        assertFalse(virtual.isPending(1));
        assertEquals(1023, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(41, test.read(SystemRegister.ICC_HPPIR1_EL1));
        list(2, lr(PENDING, 42, 0x40));
        assertEquals(42, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(0x40, test.read(SystemRegister.ICC_RPR_EL1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 42);
        assertEquals(0x80, test.read(SystemRegister.ICC_RPR_EL1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 40);
        assertEquals(41, test.read(SystemRegister.ICC_IAR1_EL1));
    }

    /** Binary point 6 for Group 1: only bits 7:6 of a priority preempt. */
    @Test
    void subpriorityDoesNotPreempt() {
        test.write(SystemRegister.ICC_BPR1_EL1, 6);
        list(0, lr(PENDING, 40, 0xb0));
        assertEquals(40, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(0x80, test.read(SystemRegister.ICC_RPR_EL1));
        list(1, lr(PENDING, 41, 0x88));
        assertFalse(virtual.isPending(1));
        list(1, lr(PENDING, 41, 0x78));
        assertTrue(virtual.isPending(1));
    }

    @ParameterizedTest
    @CsvSource({"0x80, false", "0x88, true"})
    void priorityMaskHoldsInterruptsBack(long mask, boolean expected) {
        test.write(SystemRegister.ICC_PMR_EL1, mask);
        list(0, lr(PENDING, 40, 0x80));
        assertEquals(expected, virtual.isPending(1));
    }

    @Test
    void endOfAHardwareInterruptDeactivatesThePhysicalOne() {
        test.at(2);
        test.pe.system.raiseInterrupt(50);
        test.write(SystemRegister.ICC_CTLR_EL1, 2);
        assertEquals(50, test.read(SystemRegister.ICC_IAR1_EL1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 50);
        test.pe.system.raiseInterrupt(50);
        assertFalse(test.pe.system.gic.isIrqPending());
        list(0, lr(PENDING, 27, 0x80) | HW | 50L << 32);
        test.at(1);
        assertEquals(27, test.read(SystemRegister.ICC_IAR1_EL1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 27);
        assertTrue(test.pe.system.gic.isIrqPending());
    }

    @Test
    void splitEndLeavesDeactivationToTheGuest() {
        test.write(SystemRegister.ICC_CTLR_EL1, 2);
        list(0, lr(PENDING, 40, 0x80));
        assertEquals(40, test.read(SystemRegister.ICC_IAR1_EL1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 40);
        assertEquals(lr(ACTIVE, 40, 0x80), list(0));
        assertEquals(0, test.get(SystemRegister.ICH_AP1R0_EL2));
        test.write(SystemRegister.ICC_DIR_EL1, 40);
        assertEquals(lr(0, 40, 0x80), list(0));
    }

    @Test
    void pendingAndActiveBecomesPending() {
        list(0, lr(PENDING | ACTIVE, 40, 0x80));
        test.pe.sys.set(SystemRegister.ICH_AP1R0_EL2, 1 << 16);
        assertFalse(virtual.isPending(1));
        test.write(SystemRegister.ICC_EOIR1_EL1, 40);
        assertEquals(lr(PENDING, 40, 0x80), list(0));
        assertTrue(virtual.isPending(1));
    }

    @Test
    void endOfAnInterruptWithoutListRegisterIsCounted() {
        test.pe.sys.set(SystemRegister.ICH_AP1R0_EL2, 1 << 16);
        test.write(SystemRegister.ICC_EOIR1_EL1, 77);
        assertEquals(1L << 27 | 1, test.get(SystemRegister.ICH_HCR_EL2));
        test.write(SystemRegister.ICC_EOIR1_EL1, 77);
        assertEquals(1L << 27 | 1, test.get(SystemRegister.ICH_HCR_EL2));
    }

    /** List registers: 0 done with EOI, 1 pending, 2 done with HW, 3 active. */
    @ParameterizedTest
    @CsvSource({
        "0x01, 0x01",
        "0x09, 0x01",
        "0x41, 0x41",
        "0x81, 0x01",
        "0x11, 0x11",
        "0x08000005, 0x05",
        "0x03, 0x01",
    })
    void maintenanceStatusFollowsEnablesAndListRegisters(String hcr, String expected) {
        list(0, EOI | 40);
        list(1, lr(PENDING, 41, 0x80));
        list(2, HW | 42);
        list(3, lr(ACTIVE, 43, 0x80));
        test.with(SystemRegister.ICH_HCR_EL2, Long.decode(hcr)).at(2);
        assertEquals(Long.decode(expected), test.read(SystemRegister.ICH_MISR_EL2));
        assertEquals(1, test.read(SystemRegister.ICH_EISR_EL2));
        assertEquals(4, test.read(SystemRegister.ICH_ELRSR_EL2));
    }

    @Test
    void underflowAndNoPendingAskForMaintenance() {
        test.with(SystemRegister.ICH_HCR_EL2, 0xb).at(2);
        assertEquals(0xa, test.read(SystemRegister.ICH_MISR_EL2));
        assertEquals(25, test.read(SystemRegister.ICC_HPPIR1_EL1));
        test.with(SystemRegister.ICH_HCR_EL2, 0xa);
        assertFalse(test.pe.system.gic.isIrqPending());
    }

    @Test
    void nothingIsSignalledWhileDisabled() {
        list(0, lr(PENDING, 40, 0x80));
        test.with(SystemRegister.ICH_HCR_EL2, 0).at(1);
        assertFalse(virtual.isPending(1));
        test.with(SystemRegister.ICH_HCR_EL2, 1).at(1);
        test.write(SystemRegister.ICC_IGRPEN1_EL1, 0);
        assertFalse(virtual.isPending(1));
    }

    @Test
    void directInjectedLpiIsNotActive() {
        list(0, lr(PENDING, 8192, 0x80));
        assertEquals(8192, test.read(SystemRegister.ICC_IAR1_EL1));
        assertEquals(lr(0, 8192, 0x80), list(0));
    }

    @Test
    void typeRegisterDescribesTheInterface() {
        test.at(2);
        long vtr = test.read(SystemRegister.ICH_VTR_EL2);
        assertEquals(3, vtr & 0x1f);
        assertEquals(4, vtr >>> 26 & 7);
        assertEquals(4, vtr >>> 29 & 7);
    }

    @Test
    void listRegisterKeepsOnlyWhatItHas() {
        test.at(2);
        test.write(SystemRegister.ICH_LR0_EL2, -1);
        assertEquals(0xf0f8_1fff_0000_ffffL, list(0));
    }
}
