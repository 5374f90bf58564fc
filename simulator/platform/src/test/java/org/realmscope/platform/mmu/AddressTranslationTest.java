package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.sysreg.SystemRegister;

class AddressTranslationTest {
    private static final long DATA = MmuFixture.DRAM + 0x10_0000L;
    private static final long VA = 0x40_0000L;
    private static final long RES1 = 1 << 11;
    private static final long NS = 1 << 9;
    private static final long INNER_SHAREABLE = 3 << 7;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);
    private final long root = tables.table();

    AddressTranslationTest() {
        machine.stage1(root, tables.table());
        tables.map(root, 0, VA, 3, DATA | 3 << 8 | TestTables.AF | TestTables.READ_ONLY);
    }

    private static long failed(int fst, boolean ptw, boolean stage2) {
        return 1 | (long) fst << 1 | (ptw ? 1 << 8 : 0) | (stage2 ? 1 << 9 : 0) | RES1;
    }

    @ParameterizedTest
    @CsvSource({
        // operation, whether it succeeds on a page that only EL1 may read
        "S1E1R, true",
        "S1E1W, false",
        "S1E0R, false",
        "S1E0W, false",
        "S1E1RP, true",
        "S1E1WP, false",
        "S12E1R, true",
        "S12E1W, false",
        "S12E0R, false",
        "S12E0W, false",
    })
    void operationChecksItsPermission(AtOperation operation, boolean succeeds) {
        machine.enter(SecurityState.NON_SECURE, 2);
        long expected = succeeds
                ? 0xffL << 56 | DATA | INNER_SHAREABLE | NS | RES1
                : failed(Fault.PERMISSION + 3, false, false);
        assertEquals(expected, machine.pe.mmu.translateAddress(operation, VA + 0x123));
    }

    @Test
    void panCountsForItsOperationsOnly() {
        tables.map(root, 0, VA, 3, DATA | TestTables.AF | TestTables.EL0);
        machine.enter(machine.pe, SecurityState.NON_SECURE, 1, 1 << 22);
        assertEquals(
                failed(Fault.PERMISSION + 3, false, false), machine.pe.mmu.translateAddress(AtOperation.S1E1RP, VA));
        assertEquals(0, machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA) & 1);
    }

    @Test
    void faultsAreReportedWithTheirLevel() {
        assertEquals(
                failed(Fault.TRANSLATION + 2, false, false),
                machine.pe.mmu.translateAddress(AtOperation.S1E1R, 0x123_0000L));
    }

    @Test
    void tlbsAndGranuleProtectionOfTheOutputDoNotMatter() {
        machine.pe.load8(VA);
        tables.map(root, 0, VA, 3, DATA + 0x5000 | TestTables.AF);
        machine.platform.assignGranule(DATA + 0x5000, PhysicalAddressSpace.ROOT);
        long result = machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA);
        assertEquals(DATA + 0x5000, result & 0xf_ffff_ffff_f000L);
    }

    @Test
    void deviceMemoryIsOuterShareable() {
        tables.map(root, 0, VA, 3, DATA | 1 << 2 | TestTables.AF);
        assertEquals(DATA | 2 << 7 | NS | RES1, machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA));
    }

    @Test
    void externalAbortOnTheWalkIsTaken() {
        machine.set(SystemRegister.TTBR0_EL1, 0x2000_0000L);
        Fault fault = machine.fault(() -> machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA));
        assertTrue(fault.isExternal());
        assertTrue(fault.cacheMaintenance);
    }

    @Test
    void el2RegimeIsTranslated() {
        machine.set(SystemRegister.TCR_EL2, 16 | 5 << 16);
        machine.set(SystemRegister.TTBR0_EL2, root);
        machine.set(SystemRegister.MAIR_EL2, 0x44);
        machine.set(SystemRegister.SCTLR_EL2, 1);
        machine.enter(SecurityState.NON_SECURE, 2);
        assertEquals(0x44L << 56 | DATA | 2 << 7 | NS | RES1, machine.pe.mmu.translateAddress(AtOperation.S1E2R, VA));
        assertEquals(
                failed(Fault.PERMISSION + 3, false, false), machine.pe.mmu.translateAddress(AtOperation.S1E2W, VA));
    }

    /** Stage 2 maps the stage 1 tables flat, and DATA to the page above it if {@code mapsData}. */
    private void stage2(boolean mapsTables, boolean mapsData) {
        long stage2 = tables.table(2);
        if (mapsTables) {
            tables.mapFlat(stage2, 1, root, 0x8000, TestTables.S2_RW);
        }
        if (mapsData) {
            tables.map(stage2, 1, DATA, 3, DATA + 0x1000 | TestTables.S2_RW);
        }
        machine.stage2(stage2, 0);
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(7L << 32) | 2L << 32);
    }

    @Test
    void stage1OperationGivesTheIpaAndBothStagesThePa() {
        stage2(true, true);
        machine.enter(SecurityState.NON_SECURE, 2);
        assertEquals(DATA, machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA) & 0xf_ffff_ffff_f000L);
        assertEquals(DATA + 0x1000, machine.pe.mmu.translateAddress(AtOperation.S12E1R, VA) & 0xf_ffff_ffff_f000L);
    }

    @Test
    void stage2FaultIsReportedToEl2() {
        stage2(true, false);
        machine.enter(SecurityState.NON_SECURE, 2);
        assertEquals(
                failed(Fault.TRANSLATION + 2, false, true), machine.pe.mmu.translateAddress(AtOperation.S12E1R, VA));
        assertEquals(DATA, machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA) & 0xf_ffff_ffff_f000L);
    }

    @Test
    void stage2FaultOnTheWalkIsReportedToEl2AndTakenFromEl1() {
        stage2(false, false);
        machine.enter(SecurityState.NON_SECURE, 2);
        long expected = failed(Fault.TRANSLATION + 1, true, true);
        assertEquals(expected, machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA));
        machine.enter(SecurityState.NON_SECURE, 1);
        Fault fault = machine.fault(() -> machine.pe.mmu.translateAddress(AtOperation.S1E1R, VA));
        assertTrue(fault.s1ptw);
        assertTrue(fault.cacheMaintenance);
        assertEquals(VA, fault.va);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 0, S1E1R",
        "0, 8, 1, S1E1W",
        "0, 8, 2, S1E0R",
        "0, 8, 3, S1E0W",
        "0, 9, 0, S1E1RP",
        "0, 9, 1, S1E1WP",
        "4, 8, 0, S1E2R",
        "4, 8, 1, S1E2W",
        "4, 8, 4, S12E1R",
        "4, 8, 5, S12E1W",
        "4, 8, 6, S12E0R",
        "4, 8, 7, S12E0W",
    })
    void encodingIsDecoded(int op1, int crm, int op2, AtOperation operation) {
        assertEquals(operation, AtOperation.decode(op1, crm, op2));
    }
}
