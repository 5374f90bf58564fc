package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.sysreg.SystemRegister;

class MemoryAccessTest {
    private static final long DATA = MmuFixture.DRAM + 0x10_0000L;
    private static final long VA = 0x40_0000L;
    private static final long DEVICE_ATTRIBUTES = 1 << 2;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);
    private final long root = tables.table();

    MemoryAccessTest() {
        machine.stage1(root, tables.table());
        // VA to VA + 0x1fff is DATA + 0x1000, then DATA: crossing accesses must not be taken for contiguous ones.
        tables.map(root, 0, VA, 3, DATA + 0x1000 | TestTables.AF);
        tables.map(root, 0, VA + 0x1000, 3, DATA | TestTables.AF);
    }

    private long descriptor(long va) {
        return tables.find(root, 0, va, 3);
    }

    // --- unaligned and crossing

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7, 0xffd})
    void unalignedAccessesWithinAPage(long offset) {
        for (int i = 0; i < 2; i++) {
            machine.pe.store16(VA + offset, 0xbeef);
            assertEquals(0xbeef, machine.pe.load16(VA + offset));
        }
        assertEquals(0xbeef, machine.memory.read16(DATA + 0x1000 + offset));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void crossingAccessIsSplitBetweenItsPages(int inSecond) {
        long va = VA + 0x1000 - 8 + inSecond;
        machine.pe.store64(va, 0x8877_6655_4433_2211L);
        for (int i = 0; i < 8; i++) {
            int inFirst = 8 - inSecond;
            long pa = i < inFirst ? DATA + 0x1000 + (va + i & 0xfff) : DATA + i - inFirst;
            assertEquals(0x11 * (i + 1), machine.memory.read8(pa));
        }
        assertEquals(0x8877_6655_4433_2211L, machine.pe.load64(va));
    }

    @Test
    void crossingStoreChangesNothingIfEitherPageFaults() {
        machine.memory.write64(descriptor(VA + 0x1000), DATA | TestTables.AF | TestTables.READ_ONLY | 3);
        Fault fault = machine.fault(() -> machine.pe.store64(VA + 0xffc, -1));
        assertEquals(VA + 0x1000, fault.va, "first byte of the page that faults");
        assertEquals(0, machine.memory.read32(DATA + 0x1ffc));
        machine.memory.write64(descriptor(VA), 0);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        assertEquals(VA + 0xffc, machine.fault(() -> machine.pe.store64(VA + 0xffc, -1)).va, "lower page first");
        assertEquals(VA + 0xffc, machine.fault(() -> machine.pe.mmu.checkStore(VA + 0xffc, 16)).va);
    }

    @Test
    void sctlrAMakesUnalignedAccessesFaultBeforeTranslation() {
        machine.set(SystemRegister.SCTLR_EL1, MmuFixture.SCTLR_M | MmuFixture.SCTLR_A);
        Fault fault = machine.fault(() -> machine.pe.load32(0x123_0002L));
        assertEquals(Fault.ALIGNMENT, fault.fsc);
        assertEquals(0x123_0002L, fault.va);
        assertTrue(machine.fault(() -> machine.pe.store64(VA + 4, 0)).write);
        machine.pe.load32(VA + 4);
    }

    @Test
    void unalignedAccessesToDeviceMemoryFault() {
        machine.memory.write64(descriptor(VA), DATA | DEVICE_ATTRIBUTES | TestTables.AF | 3);
        machine.pe.load32(VA + 4);
        machine.pe.load32(VA + 4);
        assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.load32(VA + 2)));
        assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.store64(VA + 4, 0)));
        assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.mmu.zeroBlock(VA)));
    }

    @Test
    void dataIsDeviceMemoryWhileStage1IsOff() {
        machine.set(SystemRegister.SCTLR_EL1, 0);
        machine.pe.store32(DATA, 1);
        assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.load32(DATA + 2)));
        assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.mmu.zeroBlock(DATA)));
        assertEquals(Fault.ADDRESS_SIZE, machine.fsc(() -> machine.pe.load32((1L << 53) + 2)), "comes first");
    }

    @ParameterizedTest
    @CsvSource({
        // MemAttr, FWB, Device
        "0x0, false, true",
        "0x3, false, true",
        "0x5, false, false",
        "0xf, false, false",
        "0x1, true, true",
        "0x5, true, false",
        "0x6, true, false",
        "0x7, true, false",
    })
    void stage2TypeDecidesAboutAlignmentAtStage2(String memAttr, boolean fwb, boolean isDevice) {
        long stage2 = tables.table(2);
        machine.stage2(stage2, MmuFixture.HCR_DC | (fwb ? MmuFixture.HCR_FWB : 0));
        machine.enter(SecurityState.NON_SECURE, 1);
        tables.map(stage2, 1, 0x5000, 3, DATA | TestTables.AF | 3 << 6 | Long.decode(memAttr) << 2);
        if (isDevice) {
            Fault fault = machine.fault(() -> machine.pe.load32(0x5002));
            assertEquals(Fault.ALIGNMENT, fault.fsc);
            assertTrue(fault.stage2);
        } else {
            machine.pe.load32(0x5002);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // offset, size, A, nAA, acquire-release faults, atomic faults
        "0, 8, false, false, false, false",
        "4, 8, false, false, false, false",
        "12, 8, false, false, true, true",
        "12, 8, false, true, false, true",
        "14, 4, false, false, true, true",
        "4, 8, true, true, true, true",
        "8, 16, false, false, true, true",
    })
    void orderedAndAtomicAccessesMustBeWithin16Bytes(
            long offset, int size, boolean a, boolean naa, boolean isOrderedFault, boolean isAtomicFault) {
        machine.set(SystemRegister.SCTLR_EL1, 1 | (a ? 2 : 0) | (naa ? 1 << 6 : 0));
        if (isOrderedFault) {
            assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.mmu.checkOrdered(VA + offset, size, true)));
            assertTrue(machine.pe.mmu.fault().write);
        } else {
            machine.pe.mmu.checkOrdered(VA + offset, size, true);
        }
        if (isAtomicFault) {
            assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.mmu.checkAtomic(VA + offset, size)));
            assertEquals(Fault.ALIGNMENT, machine.fsc(() -> machine.pe.mmu.armExclusive(VA + offset, size)));
        } else {
            machine.pe.mmu.checkAtomic(VA + offset, size);
            machine.pe.mmu.armExclusive(VA + offset, size);
        }
    }

    // --- DC ZVA

    @Test
    void zeroBlockZeroesItsBlockOnly() {
        machine.memory.fill(DATA + 0x1000, 4096, 0xff);
        machine.pe.mmu.zeroBlock(VA + 0x87);
        machine.pe.mmu.zeroBlock(VA + 0x140);
        assertEquals(0xff, machine.memory.read8(DATA + 0x107f));
        assertEquals(0, machine.memory.read64(DATA + 0x1080));
        assertEquals(0, machine.memory.read64(DATA + 0x10b8));
        assertEquals(0xff, machine.memory.read8(DATA + 0x10c0));
        assertEquals(0, machine.memory.read64(DATA + 0x1140));
        machine.memory.write64(descriptor(VA), 0);
        machine.pe.mmu.invalidate(TlbiOperation.VMALLE1, 0, false);
        Fault fault = machine.fault(() -> machine.pe.mmu.zeroBlock(VA + 8));
        assertEquals(VA + 8, fault.va);
        assertTrue(fault.write);
        assertFalse(fault.cacheMaintenance);
    }

    // --- devices, code, watched memory

    @Test
    void deviceAccessesWaitUntilTheInstructionIsAlone() {
        tables.map(root, 0, VA + 0x5000, 3, MmuFixture.DEVICE | DEVICE_ATTRIBUTES | TestTables.AF);
        assertSame(AbortSignal.RETRY_ALONE, assertThrows(AbortSignal.class, () -> machine.pe.store32(VA + 0x5010, 9)));
        assertEquals(-1, machine.device.lastOffset);
        machine.pe.alone = true;
        machine.pe.store32(VA + 0x5010, 9);
        assertEquals(0x10, machine.device.lastOffset);
        assertEquals(9, machine.device.lastValue);
        assertEquals(0x5a, machine.pe.load8(VA + 0x5000));
        assertEquals(Fault.UNSUPPORTED_ATOMIC, machine.fsc(() -> machine.pe.mmu.checkAtomic(VA + 0x5000, 4)));
        assertEquals(Fault.EXTERNAL, machine.fsc(() -> machine.pe.mmu.translateFetch(VA + 0x5000)));
    }

    @Test
    void storeToDecodedInstructionsIsExecutedAloneAndTold() {
        List<Long> written = new ArrayList<>();
        machine.platform.codeObserver = new Platform.CodeObserver() {
            @Override
            public boolean holdsCode(long pa, int length) {
                return pa < DATA + 0x1100;
            }

            @Override
            public void codeWritten(long pa, int length) {
                written.add(pa);
            }
        };
        machine.pe.store32(VA + 8, 1);
        machine.memory.mark(DATA + 0x1000, PhysicalMemory.CODE);
        assertSame(AbortSignal.RETRY_ALONE, assertThrows(AbortSignal.class, () -> machine.pe.store32(VA + 8, 2)));
        assertEquals(1, machine.pe.load32(VA + 8));
        machine.pe.store32(VA + 0x100, 2);
        machine.pe.alone = true;
        machine.pe.store32(VA + 8, 2);
        assertEquals(List.of(DATA + 0x1100, DATA + 0x1008), written);
    }

    @Test
    void watchedMemoryIsLookedAtWhenTheInstructionIsAlone() {
        List<String> asked = new ArrayList<>();
        machine.platform.watchObserver = (pe, pa, length, isRead, isWrite) -> {
            asked.add(Long.toHexString(pa) + "+" + length + (isRead ? "r" : "") + (isWrite ? "w" : ""));
            return isWrite && pa == DATA + 0x1010;
        };
        machine.pe.load64(VA);
        machine.pe.store64(VA, 1);
        machine.memory.mark(DATA + 0x1000, PhysicalMemory.WATCHED);
        assertSame(AbortSignal.RETRY_ALONE, assertThrows(AbortSignal.class, () -> machine.pe.load64(VA)));
        machine.pe.alone = true;
        machine.pe.load64(VA + 0x10);
        AbortSignal signal = assertThrows(AbortSignal.class, () -> machine.pe.store32(VA + 0x10, 5));
        assertSame(AbortSignal.WATCHPOINT, signal);
        assertEquals(0, machine.memory.read32(DATA + 0x1010));
        machine.pe.mmu.checkAtomic(VA + 0x20, 8);
        assertEquals(List.of("40101010+8r", "40101010+4w", "40101020+8rw"), asked);
    }

    // --- snapshots

    @Test
    void storesAfterASnapshotDoNotReachIt() {
        machine.pe.store64(VA, 1);
        machine.other.store64(VA + 8, 1);
        PhysicalMemory.Snapshot snapshot = machine.memory.snapshot();
        machine.platform.memorySnapshotTaken();
        assertEquals(1, machine.other.load64(VA));
        machine.pe.store64(VA, 2);
        assertEquals(2, machine.other.load64(VA), "the other PE sees the new frame");
        machine.memory.restore(snapshot);
        machine.platform.memoryRestored();
        assertEquals(1, machine.pe.load64(VA));
        assertEquals(1, machine.other.load64(VA));
    }

    @Test
    void firstStoreToAnUntouchedGranuleIsSeenByReaders() {
        assertEquals(0, machine.other.load64(VA + 0x20));
        machine.pe.store64(VA + 0x20, 3);
        assertEquals(3, machine.other.load64(VA + 0x20));
        machine.memory.write64(DATA + 0x1020, 4);
        assertEquals(4, machine.pe.load64(VA + 0x20));
    }

    @Test
    void probeTellsWhereDataIsWithoutTouchingTheTlbs() {
        long[] before = MmuFixture.state(machine.pe);
        assertEquals(DATA + 0x1008, machine.pe.mmu.probeData(VA + 8));
        assertEquals(-1, machine.pe.mmu.probeData(0x123_0000L));
        assertArrayEquals(before, MmuFixture.state(machine.pe));
    }
}
