package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;

class PermissionTest {
    private static final long DATA = MmuFixture.DRAM + 0x10_0000L;
    private static final long VA = 0x40_0000L;
    private static final long PAN = 1 << 22;
    private static final long UAO = 1 << 23;
    private static final long WXN = 1 << 19;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);
    private final long root = tables.table();

    private void mapEl1(long attributes, long tableBits) {
        machine.stage1(root, tables.table());
        tables.map(root, 0, VA, 3, DATA | TestTables.AF | attributes, tableBits);
    }

    /**
     * Which of load, store and fetch are allowed, as {@code rwx} with dashes; anything but a level 3 permission fault
     * fails.
     */
    private String allowed() {
        return letter("r", () -> machine.pe.load64(VA))
                + letter("w", () -> machine.pe.store64(VA, 0))
                + letter("x", () -> machine.pe.mmu.translateFetch(VA));
    }

    private String letter(String letter, Runnable access) {
        try {
            access.run();
            return letter;
        } catch (AbortSignal signal) {
            assertEquals(Fault.PERMISSION + 3, machine.pe.mmu.fault().fsc);
            return "-";
        }
    }

    @ParameterizedTest
    @CsvSource({
        // AP[2:1], UXN, PXN, EL1, EL0
        "0, 0, 0, rwx, --x",
        "0, 1, 0, rwx, ---",
        "0, 0, 1, rw-, --x",
        "0, 1, 1, rw-, ---",
        "1, 0, 0, rw-, rwx",
        "1, 1, 0, rw-, rw-",
        "1, 0, 1, rw-, rwx",
        "2, 0, 0, r-x, --x",
        "2, 1, 0, r-x, ---",
        "2, 0, 1, r--, --x",
        "3, 0, 0, r-x, r-x",
        "3, 1, 0, r-x, r--",
        "3, 0, 1, r--, r-x",
        "3, 1, 1, r--, r--",
    })
    void el10PermissionsFollowApAndXn(long ap, long uxn, long pxn, String el1, String el0) {
        mapEl1(ap << 6 | uxn << 54 | pxn << 53, 0);
        assertEquals(el1, allowed());
        assertEquals(el1, allowed(), "from the TLB");
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals(el0, allowed());
    }

    @ParameterizedTest
    @CsvSource({
        // AP[2:1], EL1, EL0
        "0, rw-, --x",
        "1, rw-, rw-",
        "2, r-x, --x",
        "3, r-x, r-x",
    })
    void wxnMakesWritablePagesNotExecutable(long ap, String el1, String el0) {
        mapEl1(ap << 6, 0);
        machine.set(SystemRegister.SCTLR_EL1, MmuFixture.SCTLR_M | WXN);
        assertEquals(el1, allowed());
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals(el0, allowed());
    }

    @ParameterizedTest
    @CsvSource({
        // APTable[1:0], UXNTable, PXNTable, AP[2:1], EL1, EL0
        "0, 1, 0, 3, r-x, r--",
        "0, 0, 1, 3, r--, r-x",
        "1, 0, 0, 1, rwx, --x",
        "2, 0, 0, 1, r-x, r-x",
        "3, 0, 0, 1, r-x, --x",
        "3, 1, 1, 1, r--, ---",
    })
    void hierarchicalPermissionsLimitThoseOfThePage(
            long apTable, long uxnTable, long pxnTable, long ap, String el1, String el0) {
        long tableBits = apTable << 61 | uxnTable << 60 | pxnTable << 59;
        mapEl1(ap << 6, tableBits);
        assertEquals(el1, allowed());
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals(el0, allowed());
    }

    @Test
    void hpdDisablesHierarchicalPermissions() {
        mapEl1(1 << 6, 3L << 61 | 1L << 60);
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 1L << 41);
        assertEquals("rw-", allowed());
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals("rwx", allowed());
    }

    @ParameterizedTest
    @CsvSource({
        // AP[2:1], with PAN
        "0, rwx",
        "1, ---",
        "2, r-x",
        "3, --x",
    })
    void panKeepsEl1FromDataThatEl0MayRead(long ap, String el1) {
        mapEl1(ap << 6, 0);
        machine.enter(machine.pe, SecurityState.NON_SECURE, 1, PAN);
        assertEquals(el1, allowed());
        machine.pe.mmu.maintainCache(VA, false);
    }

    @ParameterizedTest
    @CsvSource({"0, false, false", "1, true, true", "2, false, false", "3, true, false"})
    void unprivilegedLoadsAndStoresAreCheckedAsEl0(long ap, boolean load, boolean store) {
        mapEl1(ap << 6, 0);
        machine.enter(machine.pe, SecurityState.NON_SECURE, 1, PAN);
        assertEquals(load ? "r" : "-", letter("r", () -> machine.pe.mmu.loadUnprivileged(VA, 4)));
        assertEquals(store ? "w" : "-", letter("w", () -> machine.pe.mmu.storeUnprivileged(VA, 4, 0)));
        machine.enter(machine.pe, SecurityState.NON_SECURE, 1, UAO);
        assertEquals("r", letter("r", () -> machine.pe.mmu.loadUnprivileged(VA, 4)));
    }

    @Test
    void unprivilegedAccessDoesNotOpenTheFastPath() {
        mapEl1(1 << 6, 0);
        machine.enter(machine.pe, SecurityState.NON_SECURE, 1, PAN);
        machine.pe.mmu.storeUnprivileged(VA, 8, 5);
        assertEquals("-", letter("r", () -> machine.pe.load64(VA)));
    }

    @Test
    void e0pdMakesTheRangeFaultForEl0() {
        mapEl1(1 << 6, 0);
        machine.pe.load64(VA);
        machine.set(SystemRegister.TCR_EL1, machine.pe.sys.get(SystemRegister.TCR_EL1) | 1L << 55);
        machine.pe.load64(VA);
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.mmu.loadUnprivileged(VA, 4)));
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals(Fault.TRANSLATION, machine.fsc(() -> machine.pe.load64(VA)));
    }

    private void mapEl2(SecurityState state, long hcr, long attributes, long tableBits) {
        boolean host = (hcr & MmuFixture.HCR_E2H) != 0;
        TestTables own = state == SecurityState.REALM
                ? new TestTables(machine.memory, MmuFixture.REALM_DRAM + 0x80_0000L)
                : tables;
        long table = own.table();
        machine.set(SystemRegister.MAIR_EL2, MmuFixture.MAIR);
        machine.set(SystemRegister.HCR_EL2, MmuFixture.HCR_RW | hcr);
        machine.set(SystemRegister.TCR_EL2, host ? 16 | 16 << 16 | 2L << 30 | 5L << 32 : 16 | 5 << 16);
        machine.set(SystemRegister.TTBR0_EL2, table);
        machine.set(SystemRegister.SCTLR_EL2, 1);
        machine.enter(state, 2);
        long data = state == SecurityState.REALM ? MmuFixture.REALM_DRAM + 0x10_0000L : DATA;
        own.map(table, 0, VA, 3, data | TestTables.AF | attributes, tableBits);
    }

    @ParameterizedTest
    @CsvSource({
        // AP[2], XN, APTable[1], XNTable, EL2
        "0, 0, 0, 0, rwx",
        "0, 1, 0, 0, rw-",
        "1, 0, 0, 0, r-x",
        "0, 0, 1, 0, r-x",
        "0, 0, 0, 1, rw-",
    })
    void el2RegimeHasOneSetOfPermissions(long ap2, long xn, long apTable, long xnTable, String expected) {
        mapEl2(SecurityState.NON_SECURE, 0, ap2 << 7 | 1 << 6 | xn << 54, apTable << 62 | xnTable << 60);
        assertEquals(expected, allowed());
        machine.enter(machine.pe, SecurityState.NON_SECURE, 2, PAN);
        assertEquals(expected, allowed(), "PAN means nothing to a regime without EL0");
    }

    @ParameterizedTest
    @CsvSource({"0, rwx, --x", "1, rw-, rwx", "2, r-x, --x", "3, r-x, r-x"})
    void el20RegimeHasThePermissionsOfEl10(long ap, String el2, String el0) {
        mapEl2(SecurityState.NON_SECURE, MmuFixture.HCR_E2H | MmuFixture.HCR_TGE, ap << 6, 0);
        assertEquals(el2, allowed());
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals(el0, allowed());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void realmEl2ReachesNonSecureMemoryByTheNsBitAndMayNotExecuteIt(boolean host) {
        long shared = MmuFixture.DRAM + 0x10_0000L;
        long hcr = host ? MmuFixture.HCR_E2H | MmuFixture.HCR_TGE : 0;
        mapEl2(SecurityState.REALM, hcr, 0, 0);
        assertEquals("rwx", allowed());
        long table = machine.pe.sys.get(SystemRegister.TTBR0_EL2);
        long at = tables.find(table, 0, VA, 3);
        machine.memory.write64(at, shared | TestTables.AF | TestTables.NS_STAGE_1 | 3);
        machine.pe.mmu.invalidate(TlbiOperation.ALLE2, 0, false);
        assertEquals("rw-", allowed());
        machine.memory.write64(at, shared | TestTables.AF | 3);
        machine.pe.mmu.invalidate(TlbiOperation.ALLE2, 0, false);
        assertEquals(Fault.GRANULE_PROTECTION, machine.fsc(() -> machine.pe.load64(VA)));
        machine.platform.assignGranule(shared, PhysicalAddressSpace.REALM);
        machine.pe.load64(VA);
    }

    @Test
    void realmEl10HasNoNsBitAtStage1() {
        TestTables own = new TestTables(machine.memory, MmuFixture.REALM_DRAM + 0x80_0000L);
        long table = own.table();
        machine.stage1(table, own.table());
        machine.enter(SecurityState.REALM, 1);
        own.map(table, 0, VA, 3, MmuFixture.REALM_DRAM | TestTables.AF | TestTables.NS_STAGE_1);
        assertEquals("rwx", allowed());
    }

    @Test
    void invalidationByAddressNeedsWritePermissionOtherMaintenanceDoesNot() {
        mapEl1(1 << 7, 0);
        machine.pe.mmu.maintainCache(VA, false);
        Fault fault = machine.fault(() -> machine.pe.mmu.maintainCache(VA, true));
        assertEquals(Fault.PERMISSION + 3, fault.fsc);
        assertEquals(true, fault.cacheMaintenance);
        assertEquals(true, fault.write);
        machine.enter(SecurityState.NON_SECURE, 0);
        assertEquals(Fault.PERMISSION + 3, machine.fsc(() -> machine.pe.mmu.maintainCache(VA, false)));
    }
}
