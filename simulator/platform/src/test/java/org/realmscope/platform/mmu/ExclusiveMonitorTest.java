package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.sysreg.SystemRegister;

class ExclusiveMonitorTest {
    private static final long DATA = MmuFixture.DRAM + 0x10_0000L;
    /** Both map DATA. */
    private static final long VA = 0x40_0000L;

    private static final long ALIAS = 0x41_0000L;

    private final MmuFixture machine = new MmuFixture();
    private final TestTables tables = new TestTables(machine.memory, MmuFixture.DRAM + 0x80_0000L);

    ExclusiveMonitorTest() {
        long root = tables.table();
        machine.stage1(root, tables.table());
        tables.map(root, 0, VA, 3, DATA | TestTables.AF);
        tables.map(root, 0, ALIAS, 3, DATA | TestTables.AF);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void storeExclusiveAfterLoadExclusiveIsPerformed(int size) {
        machine.memory.write64(DATA, 0x8877_6655_4433_2211L);
        long mask = size == 8 ? -1 : (1L << 8 * size) - 1;
        assertEquals(0x8877_6655_4433_2211L & mask, machine.pe.mmu.loadExclusive(VA, size));
        assertTrue(machine.pe.mmu.storeExclusive(VA, size, 0x1234_5678_9abc_def0L, 0));
        assertEquals(0x1234_5678_9abc_def0L & mask | 0x8877_6655_4433_2211L & ~mask, machine.memory.read64(DATA));
        assertFalse(machine.pe.mmu.storeExclusive(VA, size, 0, 0), "the monitor is clear");
    }

    @Test
    void pairIsStoredWhole() {
        machine.pe.mmu.armExclusive(VA, 16);
        assertTrue(machine.pe.mmu.storeExclusive(VA, 16, 1, 2));
        assertEquals(1, machine.memory.read64(DATA));
        assertEquals(2, machine.memory.read64(DATA + 8));
    }

    @Test
    void monitorIsOnThePhysicalAddress() {
        machine.pe.mmu.loadExclusive(VA, 8);
        assertTrue(machine.pe.mmu.storeExclusive(ALIAS, 8, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "0, 4", "0x40, 8"})
    void storeExclusiveOfAnotherAddressOrSizeFails(String offset, int size) {
        machine.pe.mmu.loadExclusive(VA, 8);
        assertFalse(machine.pe.mmu.storeExclusive(VA + Long.decode(offset), size, 1, 0));
        assertEquals(0, machine.memory.read64(DATA));
    }

    @ParameterizedTest
    @CsvSource({
        // offset of the other PE's store, whether it clears the monitor of the block at 0x40
        "0x3f, false",
        "0x40, true",
        "0x7f, true",
        "0x80, false",
        "0x3c, false",
    })
    void storeOfAnotherPeToTheBlockClears(String offset, boolean isCleared) {
        // The other PE has the page on its fast path already.
        machine.other.store8(ALIAS, 0);
        machine.pe.mmu.loadExclusive(VA + 0x40, 8);
        machine.other.store8(ALIAS + Long.decode(offset), 1);
        assertEquals(!isCleared, machine.pe.mmu.storeExclusive(VA + 0x40, 8, 7, 0));
    }

    @Test
    void widthOfTheOtherStoreCounts() {
        machine.pe.mmu.loadExclusive(VA + 0x40, 4);
        machine.other.store64(VA + 0x3c, 1);
        assertFalse(machine.pe.mmu.exclusiveMonitor().isArmed(), "unaligned, into the block");
        machine.pe.mmu.loadExclusive(VA + 0x40, 4);
        machine.other.mmu.zeroBlock(VA + 0x40);
        assertFalse(machine.pe.mmu.exclusiveMonitor().isArmed());
    }

    @Test
    void successfulStoreExclusiveOfAnotherPeClears() {
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.other.mmu.loadExclusive(VA, 8);
        assertTrue(machine.other.mmu.storeExclusive(VA, 8, 1, 0));
        assertFalse(machine.pe.mmu.storeExclusive(VA, 8, 2, 0));
        assertEquals(1, machine.memory.read64(DATA));
    }

    @Test
    void clearingByAnotherPeRegistersAnEvent() {
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.pe.system.consumeEvent();
        assertFalse(machine.pe.system.isEventPending());
        machine.other.store64(VA, 1);
        assertTrue(machine.pe.system.isEventPending());
    }

    @Test
    void ownStoreDoesNotClear() {
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.pe.store64(VA + 8, 1);
        assertTrue(machine.pe.mmu.storeExclusive(VA, 8, 2, 0));
    }

    @Test
    void nativeWriteClears() {
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.memory.write8(DATA + 0x20, 1);
        assertFalse(machine.pe.mmu.storeExclusive(VA, 8, 2, 0));
    }

    @Test
    void exceptionReturnAndClrexClear() {
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.pe.sys.set(SystemRegister.SPSR_EL1, 5);
        machine.pe.system.eret();
        assertFalse(machine.pe.mmu.exclusiveMonitor().isArmed());
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.pe.mmu.clearExclusive();
        assertFalse(machine.pe.mmu.storeExclusive(VA, 8, 2, 0));
    }

    @Test
    void abortComesBeforeTheMonitor() {
        Fault fault = machine.fault(() -> machine.pe.mmu.storeExclusive(0x123_0000L, 8, 0, 0));
        assertEquals(Fault.TRANSLATION + 2, fault.fsc);
        assertTrue(fault.write);
    }

    @Test
    void markGoesAfterStoresThatItSlowsForNothing() {
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.pe.mmu.clearExclusive();
        for (int i = 0; i < 1000; i++) {
            machine.pe.store64(VA + 8, i);
        }
        assertEquals(0, machine.memory.marks(DATA) & PhysicalMemory.MONITORED);
        machine.pe.mmu.loadExclusive(VA, 8);
        machine.other.store64(VA, 1);
        assertFalse(machine.pe.mmu.exclusiveMonitor().isArmed());
    }

    @Test
    void armedMonitorSurvivesACheckpoint() {
        machine.pe.mmu.loadExclusive(VA, 8);
        PhysicalMemory.Snapshot snapshot = machine.memory.snapshot();
        MmuFixture.Words words = new MmuFixture.Words();
        machine.pe.save(words);
        machine.pe.mmu.clearExclusive();
        machine.memory.restore(snapshot);
        machine.platform.memoryRestored();
        machine.pe.load(words);
        assertTrue(machine.pe.mmu.exclusiveMonitor().isArmed());
        machine.enter(machine.other, SecurityState.NON_SECURE, 1, 0);
        machine.other.store64(VA, 1);
        assertFalse(machine.pe.mmu.exclusiveMonitor().isArmed());
    }
}
