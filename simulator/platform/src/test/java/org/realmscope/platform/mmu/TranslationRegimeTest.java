package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.sysreg.SystemRegister;

/** Sizes, start levels, descriptor layouts, and translation that is off. */
class TranslationRegimeTest {
    private static final long DATA = MmuFixture.DRAM + 0x10_0000L;
    private static final long LPA2_STAGE_1 = 1L << 59;
    private static final long LPA2_STAGE_2 = 1L << 32;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);

    private void stage1(int t0sz, int t1sz, long flags, long ttbr0, long ttbr1) {
        machine.stage1(ttbr0, ttbr1);
        machine.set(SystemRegister.TCR_EL1, t0sz | (long) t1sz << 16 | 2L << 30 | 6L << 32 | flags);
    }

    @ParameterizedTest
    @CsvSource({
        // T0SZ, level of the first table, highest address
        "16, 0, 0xffffffffffff",
        "24, 0, 0xffffffffff",
        "25, 1, 0x7fffffffff",
        "33, 1, 0x7fffffff",
        "34, 2, 0x3fffffff",
        "42, 2, 0x3fffff",
        "43, 3, 0x1fffff",
        "48, 3, 0xffff",
    })
    void inputSizeDecidesAboutTheFirstLevel(int t0sz, int start, String highest) {
        long last = Long.decode(highest);
        long root = tables.table();
        stage1(t0sz, 16, 0, root, tables.table());
        tables.map(root, start, last, 3, DATA | TestTables.AF);
        machine.memory.write8(DATA + 0xfff, 33);
        assertEquals(33, machine.pe.load8(last));
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load8(last + 1)));
    }

    @Test
    void upperRangeCanStartAtLevel3() {
        long root = tables.table();
        stage1(16, 43, 0, tables.table(), root);
        machine.memory.write64(root + 8 * 0x1ff, DATA | TestTables.AF | 3);
        machine.memory.write8(DATA, 34);
        assertEquals(34, machine.pe.load8(-4096L));
        assertEquals(Fault.TRANSLATION + 3, machine.fsc(() -> machine.pe.load8(-8192L)));
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load8(-0x20_0001L)));
    }

    @Test
    void smallTableNeedsOnlyTheAlignmentOfItsSize() {
        long page = tables.table();
        long root = page + 0x80;
        stage1(48, 16, 0, root, tables.table());
        machine.memory.write64(root + 8 * 15, DATA | TestTables.AF | 3);
        machine.memory.write8(DATA, 35);
        assertEquals(35, machine.pe.load8(0xf000));
    }

    @Test
    void lpa2WalksFromLevelMinus1AndKeepsAddressBits51To48InTheDescriptor() {
        long root = tables.table();
        stage1(12, 12, LPA2_STAGE_1, root, tables.table());
        long va = 0xf_1234_5678_9000L;
        tables.map(root, -1, va, 3, DATA | TestTables.AF);
        machine.memory.write8(DATA, 36);
        assertEquals(36, machine.pe.load8(va));
        long leaf = tables.find(root, -1, va, 3);
        machine.memory.write64(leaf, 0x0003_0000_0000_0000L | 3 << 8 | TestTables.AF | 3);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        assertEquals(0xf_0000_0000_0000L, machine.pe.mmu.translateAddress(AtOperation.S1E1R, va) & 0xf_ffff_ffff_f000L);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0x2b", "0, 0x04", "1, 0x05", "2, 0x06", "3, 0x07"})
    void lpa2TranslationFaultNamesItsLevel(int level, String fsc) {
        long root = tables.table();
        stage1(12, 12, LPA2_STAGE_1, root, tables.table());
        long va = 0xf_1234_5678_9000L;
        tables.map(root, -1, va, 3, DATA | TestTables.AF);
        machine.memory.write64(tables.find(root, -1, va, level), 0);
        assertEquals(Integer.decode(fsc), machine.fsc(() -> machine.pe.load8(va)));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0x29", "0, 0x00", "1, 0x01", "2, 0x02", "3, 0x03"})
    void lpa2AddressSizeFaultNamesItsLevel(int level, String fsc) {
        long root = tables.table();
        stage1(12, 12, LPA2_STAGE_1, root, tables.table());
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(7L << 32) | 5L << 32);
        long va = 0xf_1234_5678_9000L;
        tables.map(root, -1, va, 3, DATA | TestTables.AF);
        machine.memory.write64(tables.find(root, -1, va, level), 1L << 49 | TestTables.AF | 3);
        assertEquals(Integer.decode(fsc), machine.fsc(() -> machine.pe.load8(va)));
    }

    @Test
    void lpa2WalkFaultsAtLevelMinus1HaveCodesOfTheirOwn() {
        long root = tables.table();
        stage1(12, 12, LPA2_STAGE_1, root, tables.table());
        machine.platform.assignGranule(root, PhysicalAddressSpace.REALM);
        assertEquals(0b100011, machine.fsc(() -> machine.pe.load8(0)));
        machine.set(SystemRegister.TTBR0_EL1, 0x2000_0000L);
        assertEquals(0b010011, machine.fsc(() -> machine.pe.load8(0)));
    }

    @Test
    void lpa2HasBlocksAtLevel0() {
        long root = tables.table();
        stage1(16, 16, LPA2_STAGE_1, root, tables.table());
        machine.memory.write64(root, TestTables.AF | 1);
        machine.memory.write8(DATA, 37);
        assertEquals(37, machine.pe.load8(DATA));
        machine.memory.write64(root, 1L << 48 | TestTables.AF | TestTables.READ_ONLY | 1);
        machine.pe.mmu.invalidate(TlbiOperation.VAE1, 0x7f_1234_5000L >>> 12, false);
        assertEquals(
                0x1_0000_4010_0000L, machine.pe.mmu.translateAddress(AtOperation.S1E1R, DATA) & 0xf_ffff_ffff_f000L);
        assertEquals(Fault.PERMISSION, machine.fsc(() -> machine.pe.store8(DATA, 0)), "the block entry is dropped");
    }

    @Test
    void lpa2TableBaseHasBits51To48InBits5To2() {
        stage1(12, 12, LPA2_STAGE_1, 0b0100_00, tables.table());
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(7L << 32) | 5L << 32);
        assertEquals(Fault.ADDRESS_SIZE, machine.fsc(() -> machine.pe.load8(0)));
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 6L << 32);
        assertEquals(0b010011, machine.fsc(() -> machine.pe.load8(0)), "nothing is at that address");
    }

    private void stage2(int t0sz, int sl, long flags, long vttbr) {
        machine.stage2(vttbr, 0);
        machine.set(SystemRegister.VTCR_EL2, t0sz | (sl & 3) << 6 | 6 << 16 | (long) (sl >> 2) << 33 | flags);
        machine.enter(SecurityState.NON_SECURE, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // T0SZ, SL2:SL0, DS, level of the first table, concatenated tables, highest IPA
        "16, 2, 0, 0, 1, 0xffffffffffff",
        "20, 2, 0, 0, 1, 0xfffffffffff",
        "21, 1, 0, 1, 16, 0x7ffffffffff",
        "24, 1, 0, 1, 2, 0xffffffffff",
        "25, 1, 0, 1, 1, 0x7fffffffff",
        "30, 0, 0, 2, 16, 0x3ffffffff",
        "34, 0, 0, 2, 1, 0x3fffffff",
        "39, 3, 0, 3, 16, 0x1ffffff",
        "43, 3, 0, 3, 1, 0x1fffff",
        "48, 3, 0, 3, 1, 0xffff",
        "12, 4, 1, -1, 1, 0xfffffffffffff",
        "12, 2, 1, 0, 16, 0xfffffffffffff",
        "16, 2, 1, 0, 1, 0xffffffffffff",
    })
    void stage2StartsWhereSlSays(int t0sz, int sl, long ds, int start, int concatenated, String highest) {
        long last = Long.decode(highest);
        long root = tables.table(concatenated);
        stage2(t0sz, sl, ds << 32, root);
        tables.map(root, start, last, 3, DATA | TestTables.S2_RW);
        machine.memory.write8(DATA + 0xfff, 38);
        assertEquals(38, machine.pe.load8(last));
        int beyond = last == 0xf_ffff_ffff_ffffL ? Fault.ADDRESS_SIZE : Fault.TRANSLATION;
        assertEquals(beyond, machine.fsc(() -> machine.pe.load8(last + 1)));
    }

    @ParameterizedTest
    @CsvSource({
        // T0SZ, SL2:SL0, DS
        "29, 0, 0",
        "43, 0, 0",
        "20, 1, 0",
        "34, 1, 0",
        "25, 2, 0",
        "38, 3, 0",
        "49, 3, 0",
        "15, 2, 0",
        "17, 4, 1",
        "11, 4, 1",
        "16, 5, 1",
        "16, 6, 1",
    })
    void stage2SizeThatDoesNotFitItsStartLevelIsATranslationFaultAtLevel0(int t0sz, int sl, long ds) {
        stage2(t0sz, sl, ds << 32, tables.table(16));
        Fault fault = machine.fault(() -> machine.pe.load8(0x1000));
        assertEquals(Fault.TRANSLATION, fault.fsc);
        assertEquals(true, fault.stage2);
    }

    @Test
    void sl2CountsOnlyWithDs() {
        long root = tables.table();
        stage2(34, 4, 0, root);
        tables.map(root, 2, 0x1000, 3, DATA | TestTables.S2_RW);
        machine.pe.load8(0x1000);
    }

    @Test
    void stage2Lpa2FaultAtLevelMinus1() {
        stage2(12, 4, LPA2_STAGE_2, tables.table());
        assertEquals(Fault.TRANSLATION_LEVEL_MINUS_1, machine.fsc(() -> machine.pe.load8(0)));
    }

    @Test
    void flatAccessesOfAPeWithoutTranslationReachTheirOwnSpace() {
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW);
        machine.enter(SecurityState.NON_SECURE, 2);
        machine.pe.store64(DATA, 7);
        assertEquals(7, machine.pe.load64(DATA));
        assertEquals(DATA, machine.pe.mmu.translateFetch(DATA));
        assertEquals(Fault.GRANULE_PROTECTION, machine.fsc(() -> machine.pe.load64(MmuFixture.REALM_DRAM)));
        assertEquals(Fault.GRANULE_PROTECTION, machine.fsc(() -> machine.pe.load64(MmuFixture.ROOT_SRAM)));
        assertEquals(Fault.EXTERNAL, machine.fsc(() -> machine.pe.load64(0x2000_0000L)));
        assertEquals(Fault.ADDRESS_SIZE, machine.fsc(() -> machine.pe.load64(1L << 52)));
        machine.enter(SecurityState.REALM, 2);
        machine.pe.store64(MmuFixture.REALM_DRAM, 8);
        assertEquals(Fault.GRANULE_PROTECTION, machine.fsc(() -> machine.pe.load64(DATA)));
    }

    @Test
    void granuleProtectionChangeIsSeenWithTranslationOff() {
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW);
        machine.enter(SecurityState.NON_SECURE, 2);
        machine.pe.store64(DATA, 7);
        machine.other.load64(DATA);
        machine.platform.assignGranule(DATA, PhysicalAddressSpace.REALM);
        assertEquals(Fault.GRANULE_PROTECTION, machine.fsc(() -> machine.pe.load64(DATA)));
        machine.enter(SecurityState.REALM, 2);
        assertEquals(7, machine.other.load64(DATA));
    }

    @Test
    void dcMakesStage1OffNormalAndStage2On() {
        long root = tables.table(2);
        machine.stage2(root, MmuFixture.HCR_DC);
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW | MmuFixture.HCR_DC);
        machine.set(SystemRegister.SCTLR_EL1, 1);
        machine.enter(SecurityState.NON_SECURE, 1);
        assertEquals(true, machine.fault(() -> machine.pe.load8(0x1000)).stage2);
        tables.map(root, 1, 0x1000, 3, DATA | TestTables.S2_RW);
        machine.memory.write64(DATA, 0x1122_3344_5566_7788L);
        assertEquals(0x2233_4455, machine.pe.load32(0x1003));
    }

    @Test
    void tgeTurnsStage1OfEl0Off() {
        machine.stage1(tables.table(), tables.table());
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW | MmuFixture.HCR_TGE);
        machine.enter(SecurityState.NON_SECURE, 0);
        machine.pe.store64(DATA, 1);
        assertFalse(machine.memory.read64(DATA) == 0);
    }

    @Test
    void contextsAreKeptWhileOthersAreUsed() {
        long root = tables.table();
        machine.stage1(root, tables.table());
        tables.map(root, 0, 0x40_0000L, 3, DATA | TestTables.AF);
        machine.memory.write8(DATA, 40);
        MicroTlb first = machine.pe.data;
        machine.pe.load8(0x40_0000L);
        machine.enter(SecurityState.NON_SECURE, 2);
        machine.enter(SecurityState.NON_SECURE, 1);
        assertEquals(first, machine.pe.data);
        assertEquals(0x40_0000L, machine.pe.data.readTag[MicroTlb.index(0x40_0000L)]);
    }
}
