package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.sysreg.SystemRegister;

class Stage2FaultTest {
    private static final long DATA = MmuFixture.REALM_DRAM + 0x10_0000L;
    private static final long SHARED = MmuFixture.DRAM + 0x10_0000L;
    private static final long IPA = 0x12_3456_7000L;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.REALM_DRAM + 0x80_0000L);
    private final long root = tables.table(2);

    Stage2FaultTest() {
        machine.stage2(root | 7L << 48, 0);
        machine.enter(SecurityState.REALM, 1);
        tables.map(root, 1, IPA, 3, DATA | TestTables.S2_RW);
    }

    private long descriptor(int level) {
        return tables.find(root, 1, IPA, level);
    }

    private void assertStage2(String fsc, long ipa, boolean s1ptw, Fault fault) {
        assertEquals(Integer.decode(fsc), fault.fsc);
        assertTrue(fault.stage2);
        assertEquals(s1ptw, fault.s1ptw);
        assertEquals(ipa >>> 12, fault.ipa >>> 12);
        assertEquals(ipa >>> 12 << 4, fault.hpfar());
    }

    @Test
    void ipaIsTranslatedWithStage1Off() {
        machine.memory.write64(DATA, 42);
        assertEquals(42, machine.pe.load64(IPA));
        assertEquals(DATA + 4, machine.pe.mmu.translateFetch(IPA + 4));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x05", "2, 0x06", "3, 0x07"})
    void invalidDescriptorIsATranslationFaultAtItsLevel(int level, String fsc) {
        machine.memory.write64(descriptor(level), 0);
        Fault fault = machine.fault(() -> machine.pe.store32(IPA + 0x234, 0));
        assertStage2(fsc, IPA, false, fault);
        assertEquals(IPA + 0x234, fault.va);
        assertTrue(fault.write);
        assertTrue(fault.reportsInstruction());
        assertStage2(fsc, IPA, false, machine.fault(() -> machine.pe.mmu.translateFetch(IPA)));
        assertFalse(machine.pe.mmu.fault().reportsInstruction());
    }

    @ParameterizedTest
    @CsvSource({"1, 0x09", "2, 0x0a", "3, 0x0b"})
    void clearAccessFlagFaultsAtTheLevelOfTheLeaf(int level, String fsc) {
        machine.memory.write64(descriptor(level), 3 << 6 | 0xf << 2 | (level == 3 ? 3 : 1));
        assertStage2(fsc, IPA, false, machine.fault(() -> machine.pe.load64(IPA)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x01", "2, 0x02", "3, 0x03"})
    void outputAddressAbovePsIsAnAddressSizeFault(int level, String fsc) {
        machine.set(SystemRegister.VTCR_EL2, machine.pe.sys.get(SystemRegister.VTCR_EL2) & ~(7L << 16) | 2 << 16);
        machine.memory.write64(descriptor(level), 1L << 40 | TestTables.S2_RW | 3);
        assertStage2(fsc, IPA, false, machine.fault(() -> machine.pe.load64(IPA)));
    }

    @Test
    void tableBaseAbovePsIsAnAddressSizeFaultAtLevel0() {
        machine.set(SystemRegister.VTCR_EL2, machine.pe.sys.get(SystemRegister.VTCR_EL2) & ~(7L << 16));
        machine.set(SystemRegister.VTTBR_EL2, 1L << 32);
        assertStage2("0", IPA, false, machine.fault(() -> machine.pe.load64(IPA)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x15", "2, 0x16", "3, 0x17"})
    void tableOutsideMemoryIsAnExternalAbortOnTheWalk(int level, String fsc) {
        if (level == 1) {
            machine.set(SystemRegister.VTTBR_EL2, 0x2000_0000L);
        } else {
            machine.memory.write64(descriptor(level - 1), 0x2000_0000L | 3);
        }
        assertStage2(fsc, IPA, false, machine.fault(() -> machine.pe.load64(IPA)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x25", "2, 0x26", "3, 0x27"})
    void tableOfAnotherPhysicalAddressSpaceIsAGranuleProtectionFaultOnTheWalk(int level, String fsc) {
        // The second of the concatenated tables holds the entry: its granule is the one that counts.
        machine.platform.assignGranule(descriptor(level), PhysicalAddressSpace.NON_SECURE);
        assertStage2(fsc, IPA, false, machine.fault(() -> machine.pe.load64(IPA)));
    }

    @Test
    void granuleProtectionFaultOfTheAccessIsNotAStage2Fault() {
        machine.platform.assignGranule(DATA, PhysicalAddressSpace.NON_SECURE);
        Fault fault = machine.fault(() -> machine.pe.load64(IPA));
        assertEquals(0b101000, fault.fsc);
        assertFalse(fault.stage2);
    }

    @Test
    void nsBitReachesTheNonSecurePhysicalAddressSpace() {
        machine.memory.write64(descriptor(3), SHARED | TestTables.S2_RW | TestTables.NS_STAGE_2 | 3);
        machine.memory.write64(SHARED, 4711);
        assertEquals(4711, machine.pe.load64(IPA));
        machine.platform.assignGranule(SHARED, PhysicalAddressSpace.REALM);
        assertEquals(0b101000, machine.fsc(() -> machine.pe.load64(IPA)));
    }

    @Test
    void realmMayNotExecuteNonSecureMemory() {
        machine.memory.write64(descriptor(3), SHARED | TestTables.S2_RW | TestTables.NS_STAGE_2 | 3);
        assertStage2("0x0f", IPA, false, machine.fault(() -> machine.pe.mmu.translateFetch(IPA)));
    }

    @Test
    void nonSecureStateHasNoOtherSpaceToChoose() {
        machine.enter(SecurityState.NON_SECURE, 1);
        TestTables nonSecure = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);
        long table = nonSecure.table(2);
        machine.set(SystemRegister.VTTBR_EL2, table);
        nonSecure.map(table, 1, IPA, 3, SHARED | TestTables.S2_RW);
        machine.memory.write64(SHARED, 4711);
        assertEquals(4711, machine.pe.load64(IPA));
        assertEquals(SHARED, machine.pe.mmu.translateFetch(IPA));
    }

    @ParameterizedTest
    @CsvSource({
        // S2AP, load, store
        "0, 0x0f, 0x0f",
        "1, -1, 0x0f",
        "2, 0x0f, -1",
        "3, -1, -1",
    })
    void s2apDecidesAboutData(int s2ap, String load, String store) {
        machine.memory.write64(descriptor(3), DATA | TestTables.AF | 0xf << 2 | (long) s2ap << 6 | 3);
        for (int i = 0; i < 2; i++) {
            assertOutcome(load, () -> machine.pe.load64(IPA));
            assertOutcome(store, () -> machine.pe.store64(IPA, 1));
        }
    }

    private void assertOutcome(String fsc, Executable access) {
        if (Integer.decode(fsc) < 0) {
            assertDoesNotThrow(access);
        } else {
            assertStage2(fsc, IPA, false, machine.fault(access));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // XN[1:0], EL1, EL0
        "0, true, true",
        "1, false, true",
        "2, false, false",
        "3, true, false",
    })
    void xnDecidesAboutFetches(int xn, boolean el1, boolean el0) {
        machine.memory.write64(descriptor(3), DATA | TestTables.S2_RW | (long) xn << 53 | 3);
        assertOutcome(el1 ? "-1" : "0x0f", () -> machine.pe.mmu.translateFetch(IPA));
        machine.enter(SecurityState.REALM, 0);
        assertOutcome(el0 ? "-1" : "0x0f", () -> machine.pe.mmu.translateFetch(IPA));
    }

    @Test
    void atomicFaultIsAWriteOnlyIfReadingIsAllowed() {
        machine.memory.write64(descriptor(3), DATA | TestTables.AF | 0xf << 2 | 1 << 6 | 3);
        Fault fault = machine.fault(() -> machine.pe.mmu.checkAtomic(IPA, 8));
        assertStage2("0x0f", IPA, false, fault);
        assertTrue(fault.write);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLS12E1, 0, false);
        machine.memory.write64(descriptor(3), DATA | TestTables.AF | 0xf << 2 | 3);
        assertFalse(machine.fault(() -> machine.pe.mmu.checkAtomic(IPA, 8)).write);
        machine.memory.write64(descriptor(3), 0);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLS12E1, 0, false);
        assertFalse(machine.fault(() -> machine.pe.mmu.checkAtomic(IPA, 8)).write);
    }

    @ParameterizedTest
    @CsvSource({"0x10000000000", "0xfffffffffffff"})
    void ipaAboveTheInputSizeIsATranslationFaultAtLevel0(String ipa) {
        long address = Long.decode(ipa);
        assertStage2("0x04", address, false, machine.fault(() -> machine.pe.load8(address)));
    }

    @Test
    void vaAboveThePhysicalAddressSizeIsAStage1AddressSizeFault() {
        Fault fault = machine.fault(() -> machine.pe.load8(1L << 52));
        assertEquals(Fault.ADDRESS_SIZE, fault.fsc);
        assertFalse(fault.stage2);
    }

    @Nested
    class WithStage1 {
        private static final long VA = 0x55_6677_8000L;
        /** IPA of the stage 1 root table; the others follow. */
        private static final long TABLES_IPA = 0x10_0000_0000L;

        private final long tablesPa = MmuFixture.REALM_DRAM + 0x100_0000L;
        private final TestTables stage1 = new TestTables(machine.memory, tablesPa);
        private final long stage1Root = stage1.table();

        @BeforeEach
        void buildTables() {
            // Stage 1 tables are written at their PAs, then their table addresses are made IPAs.
            stage1.map(stage1Root, 0, VA, 3, IPA | TestTables.AF);
            for (int level = 0; level < 3; level++) {
                long at = entry(level);
                machine.memory.write64(at, machine.memory.read64(at) - tablesPa + TABLES_IPA);
            }
            for (int page = 0; page < 4; page++) {
                tables.map(root, 1, TABLES_IPA + page * 4096L, 3, tablesPa + page * 4096L | TestTables.S2_RW);
            }
            machine.set(SystemRegister.MAIR_EL1, MmuFixture.MAIR);
            machine.set(SystemRegister.TCR_EL1, 16 | 16 << 16 | 2L << 30 | 5L << 32);
            machine.set(SystemRegister.TTBR0_EL1, TABLES_IPA);
            machine.set(SystemRegister.SCTLR_EL1, 1);
        }

        /** PA of the stage 1 descriptor of VA: the builder took one page per level, in order. */
        private long entry(int level) {
            return tablesPa + level * 4096L + (VA >>> 39 - 9 * level & 0x1ff) * 8;
        }

        private long entryIpa(int level) {
            return entry(level) - tablesPa + TABLES_IPA;
        }

        private long stage2Leaf(int level) {
            return tables.find(root, 1, TABLES_IPA + level * 4096L, 3);
        }

        @Test
        void bothStagesTranslate() {
            machine.memory.write64(DATA + 0x18, 42);
            assertEquals(42, machine.pe.load64(VA + 0x18));
        }

        @ParameterizedTest
        @CsvSource({"0", "1", "2", "3"})
        void unmappedStage1TableIsAStage2FaultOnTheWalk(int level) {
            machine.memory.write64(stage2Leaf(level), 0);
            Fault fault = machine.fault(() -> machine.pe.store64(VA, 0));
            assertStage2("0x07", entryIpa(level), true, fault);
            assertEquals(VA, fault.va);
            assertFalse(fault.reportsInstruction());
            assertStage2("0x07", entryIpa(level), true, machine.fault(() -> machine.pe.mmu.translateFetch(VA)));
        }

        @Test
        void unreadableStage1TableIsAPermissionFaultOnTheWalk() {
            machine.memory.write64(stage2Leaf(2), tablesPa + 0x2000 | TestTables.AF | 0xf << 2 | 2 << 6 | 3);
            assertStage2("0x0f", entryIpa(2), true, machine.fault(() -> machine.pe.load64(VA)));
        }

        @Test
        void realmMayNotWalkStage1TablesInNonSecureMemory() {
            machine.memory.write64(stage2Leaf(2), SHARED | TestTables.S2_RW | TestTables.NS_STAGE_2 | 3);
            assertStage2("0x0f", entryIpa(2), true, machine.fault(() -> machine.pe.load64(VA)));
        }

        @Test
        void readOnlyStage1TableServesStores() {
            machine.memory.write64(stage2Leaf(3), tablesPa + 0x3000 | TestTables.AF | 0xf << 2 | 1 << 6 | 3);
            machine.pe.store64(VA, 3);
            assertEquals(3, machine.memory.read64(DATA));
        }

        @Test
        void stage1TableInDeviceMemoryFaultsIfPtwSaysSo() {
            machine.memory.write64(stage2Leaf(1), tablesPa + 0x1000 | TestTables.AF | 3 << 6 | 3);
            machine.pe.load64(VA);
            machine.pe.mmu.invalidate(TlbiOperation.ALLE1, 0, false);
            machine.set(SystemRegister.HCR_EL2, machine.pe.sys.get(SystemRegister.HCR_EL2) | MmuFixture.HCR_PTW);
            assertStage2("0x0f", entryIpa(1), true, machine.fault(() -> machine.pe.load64(VA)));
        }

        @Test
        void stage1TableOfAnotherPhysicalAddressSpaceIsAStage1Fault() {
            machine.platform.assignGranule(tablesPa + 0x2000, PhysicalAddressSpace.NON_SECURE);
            Fault fault = machine.fault(() -> machine.pe.load64(VA));
            assertEquals(0b100110, fault.fsc);
            assertFalse(fault.stage2);
        }

        @Test
        void finalIpaFaultIsNotOnTheWalk() {
            machine.memory.write64(descriptor(3), 0);
            Fault fault = machine.fault(() -> machine.pe.load64(VA + 8));
            assertStage2("0x07", IPA, false, fault);
            assertEquals(VA + 8, fault.va);
        }

        @Test
        void stage1PermissionFaultComesBeforeTheStage2TranslationFault() {
            machine.memory.write64(entry(3), IPA | TestTables.AF | TestTables.READ_ONLY | 3);
            machine.memory.write64(descriptor(3), 0);
            Fault fault = machine.fault(() -> machine.pe.store64(VA, 0));
            assertEquals(0x0f, fault.fsc);
            assertFalse(fault.stage2);
        }

        @Test
        void stage2PermissionFaultOnATlbHitNamesTheIpa() {
            machine.memory.write64(descriptor(3), DATA | TestTables.AF | 0xf << 2 | 1 << 6 | 3);
            machine.pe.load64(VA);
            assertStage2("0x0f", IPA, false, machine.fault(() -> machine.pe.store64(VA, 0)));
        }
    }
}
