package org.realmscope.platform.mmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

class GranuleProtectionTableTest {
    private static final long BASE = 0x0e00_0000L;
    private static final long DRAM = 0x4000_0000L;

    private final PhysicalMemory memory = new PhysicalMemory(
            List.of(new MemoryRegion("root", BASE, 16 << 20), new MemoryRegion("dram", DRAM, 1L << 31)));
    private final GranuleProtectionTable gpt = new GranuleProtectionTable(memory, BASE);

    GranuleProtectionTableTest() {
        gpt.initialise();
        gpt.assignRange(DRAM, 1L << 31, PhysicalAddressSpace.NON_SECURE);
    }

    @ParameterizedTest
    @EnumSource(PhysicalAddressSpace.class)
    void assignedGranuleAllowsItsSpaceOnly(PhysicalAddressSpace space) {
        gpt.assign(DRAM + 0x5000, space);
        assertEquals(space, gpt.owner(DRAM + 0x5fff));
        for (PhysicalAddressSpace accessed : PhysicalAddressSpace.values()) {
            assertEquals(accessed == space, gpt.allows(DRAM + 0x5008, accessed), accessed.label());
        }
        assertEquals(PhysicalAddressSpace.NON_SECURE, gpt.owner(DRAM + 0x4000));
        assertEquals(PhysicalAddressSpace.NON_SECURE, gpt.owner(DRAM + 0x6000));
    }

    @Test
    void descriptorsHaveTheArchitectedFormat() {
        gpt.assign(DRAM + 0x1000, PhysicalAddressSpace.REALM);
        gpt.assign(DRAM + 0x2000, PhysicalAddressSpace.ROOT);
        gpt.assign(DRAM + 0x3000, PhysicalAddressSpace.SECURE);
        long level0 = memory.read64(BASE + 8);
        assertEquals(0b0011, level0 & 0xfff, "table descriptor of the second GiB");
        assertEquals(0x9999_9999_9999_8ab9L, memory.read64(level0 & -4096L));
        assertEquals(0b1111_0001, memory.read64(BASE + 8 * 40), "block descriptor, all accesses permitted");
    }

    /** Ranges of random lengths, around places where descriptors, level 1 tables and blocks meet. */
    @Test
    void endOfEqualIsTheFirstGranuleWithAnotherGpi() {
        long seed = 0x5eed_0017L;
        SplittableRandom random = new SplittableRandom(seed);
        PhysicalAddressSpace[] spaces = PhysicalAddressSpace.values();
        long end = DRAM + (1L << 31);
        for (int i = 0; i < 200; i++) {
            long start = DRAM + (1L << 30) - 0x40_0000 + (random.nextLong(0x80_0000) & -4096L);
            long size = 4096L * random.nextLong(1, 1 << random.nextInt(1, 10));
            gpt.assignRange(start, size, spaces[random.nextInt(spaces.length)]);
        }
        long at = DRAM;
        for (long pa = DRAM; pa < end; pa += 4096) {
            boolean isFirst = pa == DRAM + (1L << 30) || pa > DRAM && gpt.owner(pa) != gpt.owner(pa - 4096);
            if (isFirst) {
                long expected = pa;
                long found = gpt.endOfEqual(at);
                assertEquals(expected, found, () -> "seed 0x%x: 0x%x".formatted(seed, expected));
                at = pa;
            }
        }
        assertEquals(end, gpt.endOfEqual(at));
        assertEquals(end, gpt.endOfEqual(end - 1));
        assertEquals(0x2_c000_0000L, gpt.endOfEqual(0x2_8000_1234L), "a block ends where its GiB does");
    }

    @Test
    void tableItselfBelongsToRoot() {
        assertEquals(PhysicalAddressSpace.ROOT, gpt.owner(BASE));
        assertEquals(PhysicalAddressSpace.ROOT, gpt.owner(BASE + GranuleProtectionTable.SIZE - 1));
        assertFalse(gpt.allows(BASE, PhysicalAddressSpace.REALM));
    }

    @Test
    void addressesThatNobodyOwnsAreOpenToAll() {
        for (PhysicalAddressSpace space : PhysicalAddressSpace.values()) {
            assertTrue(gpt.allows(0x0900_0000L, space));
            assertTrue(gpt.allows(0xf_0000_0000L, space));
        }
    }

    @Test
    void addressesBeyondTheTableAreOpenToNonSecureOnly() {
        assertTrue(gpt.allows(1L << 40, PhysicalAddressSpace.NON_SECURE));
        assertFalse(gpt.allows(1L << 40, PhysicalAddressSpace.REALM));
    }

    @Test
    void rangeNeedNotStartOrEndAtADescriptor() {
        gpt.assignRange(DRAM + 0xf000, 0x23000, PhysicalAddressSpace.REALM);
        assertEquals(PhysicalAddressSpace.NON_SECURE, gpt.owner(DRAM + 0xe000));
        for (long at = DRAM + 0xf000; at < DRAM + 0x32000; at += 4096) {
            assertEquals(PhysicalAddressSpace.REALM, gpt.owner(at));
        }
        assertEquals(PhysicalAddressSpace.NON_SECURE, gpt.owner(DRAM + 0x32000));
    }

    @Test
    void tableTravelsWithTheMemory() {
        PhysicalMemory.Snapshot before = memory.snapshot();
        gpt.assign(DRAM, PhysicalAddressSpace.REALM);
        GranuleProtectionTable fork = new GranuleProtectionTable(memory.fork(before), BASE);
        assertEquals(PhysicalAddressSpace.NON_SECURE, fork.owner(DRAM));
        assertEquals(PhysicalAddressSpace.REALM, gpt.owner(DRAM));
        memory.restore(before);
        assertEquals(PhysicalAddressSpace.NON_SECURE, gpt.owner(DRAM));
    }

    @Test
    void tableOutsideMemoryIsRejected() {
        UserError error = assertThrows(UserError.class, () -> new GranuleProtectionTable(memory, 0x1000_0000L));
        assertTrue(error.getMessage().contains("0x10000000"), error.getMessage());
    }
}
