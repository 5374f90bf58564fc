package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Six pages are read, their descriptors are changed, and a TLBI decides which of them read the new page: the others are
 * stale, as they are on hardware that kept them.
 */
class TlbMaintenanceTest {
    private static final long OLD = MmuFixture.DRAM + 0x10_0000L;
    private static final long NEW = MmuFixture.DRAM + 0x20_0000L;
    /** Pages: non-global, its neighbour, global, and three in a 2 MiB block. */
    private static final List<Long> PAGES =
            List.of(0x50_0000L, 0x50_1000L, 0x60_0000L, 0x80_0000L, 0x80_1000L, 0x90_0000L);

    private static final int ASID = 0x1234;
    private static final int OTHER_ASID = 0x4321;
    private static final int VMID = 5;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);
    private final long root = tables.table();

    private static long tagged(int asid, long va) {
        return (long) asid << 48 | va >>> 12;
    }

    /** Everything is mapped to {@code old}; the TLBs are filled; everything is mapped to {@code new}, without TLBI. */
    private void becomeStale() {
        map(OLD);
        mark();
        for (long va : PAGES) {
            assertEquals(1, machine.pe.load8(va));
            assertEquals(1, machine.other.load8(va));
            machine.pe.mmu.translateFetch(va);
        }
        map(NEW);
        assertFresh("000000");
    }

    private void map(long to) {
        tables.map(root, 0, 0x50_0000L, 3, to | TestTables.AF | TestTables.NG);
        tables.map(root, 0, 0x50_1000L, 3, to | TestTables.AF | TestTables.NG);
        tables.map(root, 0, 0x60_0000L, 3, to | TestTables.AF);
        tables.map(root, 0, 0x80_0000L, 2, to & -0x20_0000L | TestTables.AF | TestTables.NG);
    }

    /** Byte 0 of every page that a mapping can reach: 1 if the old one does, 2 if the new one does. */
    private void mark() {
        machine.memory.write8(OLD, 1);
        machine.memory.write8(NEW, 2);
        for (long page : List.of(0L, 0x1000L, 0x10_0000L)) {
            machine.memory.write8((OLD & -0x20_0000L) + page, 1);
            machine.memory.write8((NEW & -0x20_0000L) + page, 2);
        }
    }

    private void el1() {
        machine.stage1(root, tables.table());
        machine.set(SystemRegister.TTBR0_EL1, root | (long) ASID << 48);
        machine.set(SystemRegister.VTTBR_EL2, (long) VMID << 48);
        machine.set(SystemRegister.VTCR_EL2, 1 << 19);
    }

    /** @param expected per page: 1 if the new mapping must be seen, 0 if the stale one */
    private void assertFresh(String expected) {
        assertEquals(expected, fresh(machine.pe));
        StringBuilder fetched = new StringBuilder();
        for (long va : PAGES) {
            long pa = machine.pe.mmu.translateFetch(va);
            fetched.append(machine.memory.read8(pa) - 1);
        }
        assertEquals(expected, fetched.toString(), "instruction side");
    }

    private static String fresh(Pe pe) {
        StringBuilder result = new StringBuilder();
        for (long va : PAGES) {
            result.append(pe.load8(va) - 1);
        }
        return result.toString();
    }

    @ParameterizedTest
    @CsvSource({
        // operation, ASID, VA, pages that become fresh
        "VMALLE1, 0, 0, 111111",
        "ALLE1, 0, 0, 111111",
        "VMALLS12E1, 0, 0, 111111",
        "ASIDE1, 0x1234, 0, 110111",
        "ASIDE1, 0x4321, 0, 000000",
        "VAE1, 0x1234, 0x500000, 100000",
        "VAE1, 0x4321, 0x500000, 000000",
        "VAE1, 0x4321, 0x600000, 001000",
        "VAE1, 0x1234, 0x8ff000, 000111",
        "VALE1, 0x1234, 0x501000, 010000",
        "VAAE1, 0x4321, 0x500000, 100000",
        "VAALE1, 0x4321, 0x800000, 000111",
        "VAE2, 0x1234, 0x500000, 000000",
        "VALE2, 0x1234, 0x500000, 000000",
        "ALLE2, 0, 0, 000000",
        "IPAS2E1, 0, 0x500000, 000000",
        "IPAS2LE1, 0, 0x500000, 000000",
    })
    void operationDropsExactlyWhatItNames(TlbiOperation operation, String asid, String va, String expected) {
        el1();
        becomeStale();
        machine.pe.mmu.invalidate(operation, tagged(Integer.decode(asid), Long.decode(va)), false);
        assertFresh(expected);
        assertEquals("000000", fresh(machine.other), "other PE");
    }

    @ParameterizedTest
    @CsvSource({
        // operation, SCALE, NUM, TTL, ASID, VA of BaseADDR, pages that become fresh
        "RVAE1, 0, 0, 0, 0x1234, 0x500000, 110000",
        "RVAE1, 0, 0, 0, 0x1234, 0x501000, 010000",
        "RVAE1, 0, 0, 3, 0x1234, 0x500000, 110000",
        "RVAE1, 0, 0, 2, 0x1234, 0x500000, 000000",
        "RVALE1, 0, 0, 0, 0x4321, 0x500000, 000000",
        "RVAAE1, 1, 3, 0, 0x4321, 0x500000, 110000",
        "RVAAE1, 1, 4, 0, 0x4321, 0x500000, 111000",
        "RVAALE1, 1, 31, 0, 0x4321, 0x400000, 111111",
        "RVAE1, 0, 0, 0, 0x1234, 0x850000, 000111",
        "RVAE1, 1, 1, 0, 0x1234, 0x800000, 000111",
        "RVAE2, 1, 31, 0, 0x1234, 0x400000, 000000",
        "RVALE2, 1, 31, 0, 0x1234, 0x400000, 000000",
        "RIPAS2E1, 1, 31, 0, 0, 0x400000, 000000",
        "RIPAS2LE1, 1, 31, 0, 0, 0x400000, 000000",
    })
    void rangeOperationDropsExactlyItsRange(
            TlbiOperation operation, int scale, long num, long ttl, String asid, String va, String expected) {
        el1();
        becomeStale();
        long operand = Long.decode(asid) << 48
                | 1L << 46
                | (long) scale << 44
                | num << 39
                | ttl << 37
                | Long.decode(va) >>> 12;
        machine.pe.mmu.invalidate(operation, operand, false);
        assertFresh(expected);
    }

    @Test
    void rangeOfAnotherGranuleDropsNothing() {
        el1();
        becomeStale();
        machine.pe.mmu.invalidate(TlbiOperation.RVAAE1, 3L << 46 | 3L << 44 | 31L << 39, false);
        assertFresh("000000");
    }

    @ParameterizedTest
    @CsvSource({"0b0100, 000000", "0b0111, 100000", "0b0110, 000000", "0, 100000"})
    void levelHintLimitsTheOperationToItsLevel(String ttl, String expected) {
        el1();
        becomeStale();
        long hint = ttl.startsWith("0b") ? Long.parseLong(ttl.substring(2), 2) : 0;
        machine.pe.mmu.invalidate(TlbiOperation.VAE1, tagged(ASID, 0x50_0000L) | hint << 44, false);
        assertFresh(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"VMALLE1", "ALLE1", "VMALLS12E1"})
    void broadcastReachesEveryPe(TlbiOperation operation) {
        el1();
        becomeStale();
        machine.pe.mmu.invalidate(operation, 0, true);
        assertEquals("111111", fresh(machine.other));
    }

    @Test
    void hcrFbBroadcastsWhatEl1Executes() {
        el1();
        becomeStale();
        machine.set(SystemRegister.HCR_EL2, machine.pe.sys.get(SystemRegister.HCR_EL2) | 1L << 9);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        assertEquals("111111", fresh(machine.other));
    }

    @Test
    void entriesOfAnotherAsidAreNotUsed() {
        el1();
        becomeStale();
        machine.set(SystemRegister.TTBR0_EL1, root | (long) OTHER_ASID << 48);
        assertFresh("110111");
        machine.set(SystemRegister.TTBR0_EL1, root | (long) ASID << 48);
        assertFresh("000000");
    }

    @Test
    void entriesOfAnotherVmidAreNeitherUsedNorDropped() {
        el1();
        becomeStale();
        machine.set(SystemRegister.VTTBR_EL2, (long) (VMID + 1) << 48);
        assertFresh("111111");
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        machine.set(SystemRegister.VTTBR_EL2, (long) VMID << 48);
        assertFresh("000000");
        machine.pe.mmu.invalidate(TlbiOperation.ALLE1, 0, false);
        assertFresh("111111");
    }

    @Test
    void shortVmidsAndAsidsAreCompared() {
        el1();
        machine.set(SystemRegister.VTCR_EL2, 0);
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) & ~(1L << 36));
        becomeStale();
        machine.set(SystemRegister.VTTBR_EL2, 0x700L << 48 | (long) VMID << 48);
        machine.set(SystemRegister.TTBR0_EL1, root | 0x7734L << 48);
        assertFresh("000000");
        machine.pe.mmu.invalidate(TlbiOperation.VAE1, tagged(0x9934, 0x50_0000L), false);
        assertFresh("100000");
    }

    @Test
    void el2OperationsActOnTheEl2Regime() {
        machine.set(SystemRegister.MAIR_EL2, MmuFixture.MAIR);
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW);
        machine.set(SystemRegister.TCR_EL2, 16 | 5 << 16);
        machine.set(SystemRegister.TTBR0_EL2, root);
        machine.set(SystemRegister.SCTLR_EL2, 1);
        machine.enter(SecurityState.NON_SECURE, 2);
        becomeStale();
        machine.pe.mmu.invalidate(TlbiOperation.ALLE1, 0, false);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        machine.pe.mmu.invalidate(TlbiOperation.VAE1, tagged(0, 0x50_0000L), false);
        assertFresh("000000");
        machine.pe.mmu.invalidate(TlbiOperation.VAE2, tagged(0, 0x50_0000L), false);
        assertFresh("100000");
        machine.pe.mmu.invalidate(TlbiOperation.RVAE2, 1L << 46 | 0x800, false);
        assertFresh("100111");
        machine.pe.mmu.invalidate(TlbiOperation.ALLE2, 0, false);
        assertFresh("111111");
    }

    @Test
    void el1OperationsOfAHostActOnItsEl20Regime() {
        host();
        becomeStale();
        machine.pe.mmu.invalidate(TlbiOperation.ASIDE1, tagged(ASID, 0), false);
        assertFresh("110111");
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        assertFresh("111111");
    }

    @Test
    void vae2OfAHostComparesAsids() {
        host();
        becomeStale();
        machine.pe.mmu.invalidate(TlbiOperation.VAE2, tagged(OTHER_ASID, 0x50_0000L), false);
        assertFresh("000000");
        machine.pe.mmu.invalidate(TlbiOperation.VAE2, tagged(ASID, 0x50_0000L), false);
        assertFresh("100000");
    }

    private void host() {
        machine.set(SystemRegister.MAIR_EL2, MmuFixture.MAIR);
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW | MmuFixture.HCR_E2H | MmuFixture.HCR_TGE);
        machine.set(SystemRegister.TCR_EL2, 16 | 16 << 16 | 2L << 30 | 5L << 32 | 1L << 36);
        machine.set(SystemRegister.TTBR0_EL2, root | (long) ASID << 48);
        machine.set(SystemRegister.SCTLR_EL2, 1);
        machine.enter(SecurityState.NON_SECURE, 2);
    }

    @Test
    void securityStatesDoNotShareEntries() {
        el1();
        becomeStale();
        machine.enter(SecurityState.REALM, 1);
        machine.pe.mmu.invalidate(TlbiOperation.ALLE1, 0, true);
        machine.enter(SecurityState.NON_SECURE, 1);
        assertFresh("000000");
    }

    @Test
    void granuleProtectionChangeDropsTranslationsToTheGranuleOnEveryPe() {
        el1();
        becomeStale();
        machine.platform.assignGranule(OLD, PhysicalAddressSpace.REALM);
        assertEquals("111001", fresh(machine.pe));
        assertEquals("111001", fresh(machine.other));
        assertFresh("111001");
    }

    @Test
    void ipaOperationLeavesCombinedEntriesAndDropsStage2Entries() {
        long stage2 = tables.table(2);
        machine.stage2(stage2 | (long) VMID << 48, 0);
        machine.enter(SecurityState.NON_SECURE, 1);
        tables.map(stage2, 1, 0x5000, 3, OLD | TestTables.S2_RW);
        mark();
        assertEquals(1, machine.pe.load8(0x5000));
        tables.map(stage2, 1, 0x5000, 3, NEW | TestTables.S2_RW);
        machine.pe.mmu.invalidate(TlbiOperation.IPAS2E1, 5, true);
        assertEquals(1, machine.pe.load8(0x5000), "the combined entry is still there");
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, true);
        assertEquals(2, machine.pe.load8(0x5000));
    }

    @ParameterizedTest
    @CsvSource({
        // operation, operand, 2 if it drops the entry of IPA 0x5000
        "IPAS2E1, 5, 2",
        "IPAS2LE1, 6, 1",
        "IPAS2E1, 0x2000000000, 1",
        "RIPAS2E1, 0x400000000004, 2",
        "RIPAS2LE1, 0x400000000006, 1",
    })
    void vmalle1AloneLeavesStage2Entries(TlbiOperation operation, String operand, int expected) {
        long stage2 = tables.table(2);
        machine.stage2(stage2 | (long) VMID << 48, 0);
        machine.enter(SecurityState.NON_SECURE, 1);
        tables.map(stage2, 1, 0x5000, 3, OLD | TestTables.S2_RW);
        mark();
        assertEquals(1, machine.pe.load8(0x5000));
        tables.map(stage2, 1, 0x5000, 3, NEW | TestTables.S2_RW);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, true);
        assertEquals(1, machine.pe.load8(0x5000), "refilled from the stage 2 TLB");
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, true);
        machine.pe.mmu.invalidate(operation, Long.decode(operand), true);
        assertEquals(expected, machine.pe.load8(0x5000));
    }

    @Test
    void nativeInvalidationOfAnIpaRangeDropsCombinedEntries() {
        TestTables realm = new TestTables(machine.memory, MmuFixture.REALM_DRAM + 0x80_0000L);
        long stage2 = realm.table(2);
        machine.stage2(stage2 | (long) VMID << 48, 0);
        machine.enter(SecurityState.REALM, 1);
        long old = MmuFixture.REALM_DRAM;
        long fresh = MmuFixture.REALM_DRAM + 0x1000;
        realm.map(stage2, 1, 0x5000, 3, old | TestTables.S2_RW);
        machine.memory.write8(old, 1);
        machine.memory.write8(fresh, 2);
        assertEquals(1, machine.pe.load8(0x5000));
        realm.map(stage2, 1, 0x5000, 3, fresh | TestTables.S2_RW);
        machine.pe.mmu.invalidateIpa(VMID, 0x4000, 0x1000);
        machine.pe.mmu.invalidateIpa(VMID + 1, 0x5000, 0x1000);
        assertEquals(1, machine.pe.load8(0x5000));
        machine.pe.mmu.invalidateIpa(VMID, 0, 0x100_0000);
        assertEquals(2, machine.pe.load8(0x5000));
    }

    @Test
    void stage1OnAndOffDoNotShareEntries() {
        el1();
        becomeStale();
        machine.set(SystemRegister.SCTLR_EL1, 0);
        assertEquals(Fault.EXTERNAL, machine.fsc(() -> machine.pe.load8(0x50_0000L)), "VA = PA, where nothing is");
        machine.set(SystemRegister.SCTLR_EL1, 1);
        assertFresh("000000");
    }

    @ParameterizedTest
    @CsvSource({
        // op1, CRm, op2, operation, broadcast
        "0, 3, 0, VMALLE1, true",
        "0, 7, 0, VMALLE1, false",
        "0, 1, 1, VAE1, true",
        "0, 7, 2, ASIDE1, false",
        "0, 3, 3, VAAE1, true",
        "0, 7, 5, VALE1, false",
        "0, 1, 7, VAALE1, true",
        "0, 2, 1, RVAE1, true",
        "0, 5, 3, RVAAE1, true",
        "0, 6, 5, RVALE1, false",
        "0, 6, 7, RVAALE1, false",
        "4, 0, 1, IPAS2E1, true",
        "4, 0, 2, RIPAS2E1, true",
        "4, 0, 5, IPAS2LE1, true",
        "4, 0, 6, RIPAS2LE1, true",
        "4, 4, 0, IPAS2E1, true",
        "4, 4, 1, IPAS2E1, false",
        "4, 4, 2, RIPAS2E1, false",
        "4, 4, 3, RIPAS2E1, true",
        "4, 4, 4, IPAS2LE1, true",
        "4, 4, 5, IPAS2LE1, false",
        "4, 4, 6, RIPAS2LE1, false",
        "4, 4, 7, RIPAS2LE1, true",
        "4, 3, 0, ALLE2, true",
        "4, 7, 1, VAE2, false",
        "4, 1, 4, ALLE1, true",
        "4, 7, 5, VALE2, false",
        "4, 3, 6, VMALLS12E1, true",
        "4, 2, 1, RVAE2, true",
        "4, 6, 5, RVALE2, false",
    })
    void encodingIsDecoded(int op1, int crm, int op2, TlbiOperation operation, boolean isBroadcast) {
        assertEquals(operation, TlbiOperation.decode(op1, crm, op2));
        assertEquals(isBroadcast, TlbiOperation.isBroadcast(op1, crm, op2));
    }
}
