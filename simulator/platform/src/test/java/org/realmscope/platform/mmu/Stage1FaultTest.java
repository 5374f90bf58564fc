package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.sysreg.SystemRegister;

class Stage1FaultTest {
    private static final long DATA = MmuFixture.DRAM + 0x10_0000L;
    private static final long VA = 0x1234_4078_9000L;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);
    private final long root = tables.table();

    Stage1FaultTest() {
        machine.stage1(root, tables.table());
        tables.map(root, 0, VA, 3, DATA | TestTables.AF);
    }

    private long descriptor(int level) {
        return tables.find(root, 0, VA, level);
    }

    @Test
    void mappedPageIsRead() {
        machine.memory.write64(DATA + 8, 0x1122_3344_5566_7788L);
        assertEquals(0x1122_3344_5566_7788L, machine.pe.load64(VA + 8));
        assertEquals(0x88, machine.pe.load8(VA + 8));
        machine.pe.store16(VA + 10, 0xabcd);
        assertEquals(0x1122_3344_abcd_7788L, machine.memory.read64(DATA + 8));
    }

    @ParameterizedTest
    @CsvSource({"0, 0x04", "1, 0x05", "2, 0x06", "3, 0x07"})
    void invalidDescriptorIsATranslationFaultAtItsLevel(int level, String fsc) {
        machine.memory.write64(descriptor(level), 0x2);
        Fault fault = machine.fault(() -> machine.pe.load64(VA));
        assertEquals(Integer.decode(fsc), fault.fsc);
        assertEquals(VA, fault.va);
        assertEquals(Fault.Kind.DATA_ABORT, fault.kind);
        assertFalse(fault.write);
        assertFalse(fault.stage2);
    }

    @Test
    void storeAndFetchFaultsAreReportedAsSuch() {
        machine.memory.write64(descriptor(3), 0);
        assertEquals(true, machine.fault(() -> machine.pe.store8(VA + 1, 0)).write);
        assertEquals(Fault.Kind.INSTRUCTION_ABORT, machine.fault(() -> machine.pe.mmu.translateFetch(VA)).kind);
        assertEquals(VA, machine.pe.mmu.fault().va);
    }

    @ParameterizedTest
    @CsvSource({"1, 0x09", "2, 0x0a", "3, 0x0b"})
    void clearAccessFlagFaultsAtTheLevelOfTheLeaf(int level, String fsc) {
        machine.memory.write64(descriptor(level), MmuFixture.DRAM | (level == 3 ? 3 : 1));
        assertEquals(Integer.decode(fsc), machine.fsc(() -> machine.pe.load64(VA)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x0d", "2, 0x0e", "3, 0x0f"})
    void readOnlyLeafRefusesStoresAtItsLevel(int level, String fsc) {
        long leaf = MmuFixture.DRAM | TestTables.AF | TestTables.READ_ONLY | (level == 3 ? 3 : 1);
        machine.memory.write64(descriptor(level), leaf);
        Fault fault = machine.fault(() -> machine.pe.store64(VA, 0));
        assertEquals(Integer.decode(fsc), fault.fsc);
        assertEquals(true, fault.write);
        machine.pe.load64(VA);
        assertEquals(Integer.decode(fsc), machine.fsc(() -> machine.pe.store64(VA, 0)), "hit in the TLB");
    }

    @ParameterizedTest
    @CsvSource({"0, 0x00", "1, 0x01", "2, 0x02", "3, 0x03"})
    void outputAddressAboveIpsIsAnAddressSizeFault(int level, String fsc) {
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(7L << 32) | 2L << 32);
        machine.memory.write64(descriptor(level), 1L << 40 | TestTables.AF | 3);
        assertEquals(Integer.decode(fsc), machine.fsc(() -> machine.pe.load64(VA)));
    }

    @Test
    void tableBaseAboveIpsIsAnAddressSizeFaultAtLevel0() {
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(7L << 32));
        machine.set(SystemRegister.TTBR0_EL1, 1L << 32);
        assertEquals(Fault.ADDRESS_SIZE, machine.fsc(() -> machine.pe.load64(VA)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0x14", "1, 0x15", "2, 0x16", "3, 0x17"})
    void tableOutsideMemoryIsAnExternalAbortOnTheWalk(int level, String fsc) {
        if (level == 0) {
            machine.set(SystemRegister.TTBR0_EL1, 0x2000_0000L);
        } else {
            machine.memory.write64(descriptor(level - 1), 0x2000_0000L | 3);
        }
        Fault fault = machine.fault(() -> machine.pe.load64(VA));
        assertEquals(Integer.decode(fsc), fault.fsc);
        assertEquals(true, fault.isExternal());
    }

    @ParameterizedTest
    @CsvSource({"0, 0x24", "1, 0x25", "2, 0x26", "3, 0x27"})
    void tableOfAnotherPhysicalAddressSpaceIsAGranuleProtectionFaultOnTheWalk(int level, String fsc) {
        machine.platform.assignGranule(descriptor(level), PhysicalAddressSpace.REALM);
        Fault fault = machine.fault(() -> machine.pe.load64(VA));
        assertEquals(Integer.decode(fsc), fault.fsc);
        assertEquals(true, fault.isGranuleProtection());
        assertFalse(fault.stage2);
    }

    @Test
    void pageOfAnotherPhysicalAddressSpaceIsAGranuleProtectionFault() {
        machine.platform.assignGranule(DATA, PhysicalAddressSpace.ROOT);
        assertEquals(0b101000, machine.fsc(() -> machine.pe.load64(VA)));
        assertEquals(0b101000, machine.fsc(() -> machine.pe.mmu.translateFetch(VA)));
    }

    @Test
    void permissionFaultTakesPriorityOverGranuleProtection() {
        machine.memory.write64(descriptor(3), DATA | TestTables.AF | TestTables.READ_ONLY | 3);
        machine.platform.assignGranule(DATA, PhysicalAddressSpace.ROOT);
        assertEquals(Fault.PERMISSION + 3, machine.fsc(() -> machine.pe.store64(VA, 0)));
    }

    @Test
    void pageOutsideMemoryIsAnExternalAbort() {
        machine.memory.write64(descriptor(3), 0x2000_0000L | TestTables.AF | 3);
        assertEquals(Fault.EXTERNAL, machine.fsc(() -> machine.pe.load64(VA)));
        assertEquals(Fault.EXTERNAL, machine.fsc(() -> machine.pe.store64(VA, 0)));
        assertEquals(Fault.EXTERNAL, machine.fsc(() -> machine.pe.mmu.translateFetch(VA)));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0x0001_0000_0000_0000L, 0x0100_0000_0000_0000L, 0xfffe_ffff_ffff_f000L, 0x00ff_ffff_ffff_f000L})
    void addressOutsideBothRangesIsATranslationFaultAtLevel0(long va) {
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load64(va)));
    }

    @Test
    void topByteFaultsEvenWhereTheTlbHoldsThePage() {
        machine.pe.load64(VA);
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load64(VA | 0x12L << 56)));
    }

    @Test
    void topByteIsIgnoredIfTbiSaysSo() {
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 1L << 37);
        machine.memory.write64(DATA, 77);
        assertEquals(77, machine.pe.load64(VA | 0x12L << 56));
        assertEquals(DATA, machine.pe.mmu.translateFetch(VA | 0x12L << 56));
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 1L << 51);
        assertEquals(77, machine.pe.load64(VA | 0x12L << 56));
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.mmu.translateFetch(VA | 0x12L << 56)), "TBID0");
    }

    @ParameterizedTest
    @CsvSource({"7, 0x123440789000", "23, 0xfffffffffffff000"})
    void disabledWalksAreTranslationFaultsAtLevel0(int bit, String va) {
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 1L << bit);
        assertEquals(
                Fault.TRANSLATION, machine.fsc(() -> machine.pe.load64(Long.parseUnsignedLong(va.substring(2), 16))));
    }

    @Test
    void disabledWalksLeaveTlbEntriesUsable() {
        machine.pe.load64(VA);
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 1L << 7);
        machine.pe.load64(VA);
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 63, 15, 0})
    void inputSizeOutOfRangeIsATranslationFaultAtLevel0(int t0sz) {
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~0x3fL | t0sz);
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load64(0x1000)));
    }

    @Test
    void level0BlockNeedsLpa2() {
        machine.memory.write64(descriptor(0), TestTables.AF | 1);
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load64(VA)));
    }

    @Test
    void blocksMapTheirWholeSize() {
        tables.map(root, 0, 0x4000_0000L, 1, MmuFixture.DRAM | TestTables.AF);
        tables.map(root, 0, 0x80_0020_0000L, 2, MmuFixture.DRAM + 0x20_0000L | TestTables.AF);
        machine.memory.write64(MmuFixture.DRAM + 0x34_5678L, 5);
        assertEquals(5, machine.pe.load64(0x4034_5678L));
        assertEquals(5, machine.pe.load64(0x80_0034_5678L));
    }

    @Test
    void upperRangeUsesTtbr1() {
        long upper = machine.pe.sys.get(SystemRegister.TTBR1_EL1);
        tables.map(upper, 0, 0xffff_8000_0000_1000L, 3, DATA | TestTables.AF);
        machine.memory.write64(DATA, 9);
        assertEquals(9, machine.pe.load64(0xffff_8000_0000_1000L));
    }

    @Test
    void unalignedFetchIsAPcAlignmentFault() {
        Fault fault = machine.fault(() -> machine.pe.mmu.translateFetch(VA + 2));
        assertEquals(Fault.Kind.PC_ALIGNMENT, fault.kind);
        assertEquals(VA + 2, fault.va);
    }

    @Test
    void guardedPageIsToldToTheEngine() {
        machine.pe.mmu.translateFetch(VA);
        assertFalse(machine.pe.mmu.isFetchGuarded());
        tables.map(root, 0, VA + 0x1000, 3, DATA | TestTables.AF | TestTables.GP);
        machine.pe.mmu.translateFetch(VA + 0x1000);
        assertEquals(true, machine.pe.mmu.isFetchGuarded());
        machine.pe.mmu.translateFetch(VA);
        assertFalse(machine.pe.mmu.isFetchGuarded());
    }

    @Test
    void realmEl10WalksInTheRealmPhysicalAddressSpace() {
        machine.enter(SecurityState.REALM, 1);
        assertEquals(Fault.GRANULE_PROTECTION_ON_WALK, machine.fsc(() -> machine.pe.load64(VA)));
    }
}
