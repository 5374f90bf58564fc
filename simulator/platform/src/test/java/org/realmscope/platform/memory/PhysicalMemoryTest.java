package org.realmscope.platform.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.UserError;

class PhysicalMemoryTest {
    private static final long BASE = 0x4000_0000L;
    private static final long TOP = 0xF_FFFF_F000L;

    private final PhysicalMemory memory = new PhysicalMemory(
            List.of(new MemoryRegion("DRAM", BASE, 0x40_0000), new MemoryRegion("top", TOP, 0x1000)));
    private final List<String> heard = new ArrayList<>();

    @Test
    void untouchedMemoryReadsAsZeroWithoutBeingAllocated() {
        assertEquals(0, memory.read64(BASE + 0x1238));
        assertEquals(0, memory.generations().allocatedFrames());
    }

    @Test
    void onlyTouchedGranulesAreAllocated() {
        memory.write8(BASE, 1);
        memory.write8(TOP + 0xfff, 2);

        List<Long> frames = new ArrayList<>();
        memory.forEachFrame((pa, frame) -> frames.add(pa));

        assertEquals(List.of(BASE, TOP), frames);
    }

    @Test
    void bytesAreLittleEndian() {
        memory.write64(BASE + 8, 0x0123_4567_89ab_cdefL);

        assertEquals(0xef, memory.read8(BASE + 8));
        assertEquals(0xabcd, memory.read16(BASE + 9));
        assertEquals(0x0123_4567, memory.read32(BASE + 12));
    }

    @Test
    void wordsAreThoseOfSingleAccesses() {
        memory.writeWords(BASE + 0xff0, new long[] {1, 0x0123_4567_89ab_cdefL, 3}, 2);
        long[] back = {8, 8, 8};
        memory.readWords(BASE + 0xff0, back, 2);

        assertArrayEquals(new long[] {1, 0x0123_4567_89ab_cdefL, 8}, back);
        assertEquals(0x0123_4567_89ab_cdefL, memory.read64(BASE + 0xff8));
        assertEquals(0, memory.read64(BASE + 0x1000));
    }

    @Test
    void wordsWrittenToAMarkedGranuleAreAnnouncedOnce() {
        memory.setWatcher(recorder());
        memory.mark(BASE, PhysicalMemory.WATCHED);

        memory.writeWords(BASE + 0x10, new long[] {1, 2, 3}, 3);

        assertEquals(List.of("written 40000010 24"), heard);
    }

    @Test
    void whoCachesAFrameHearsThatItsGranuleIsMarked() {
        memory.setWatcher(recorder());
        memory.noteReader(BASE, 7);

        memory.mark(BASE + 8, PhysicalMemory.MONITORED);
        memory.mark(BASE + 8, PhysicalMemory.CODE);

        assertEquals(List.of("replaced 40000000 7"), heard);
    }

    @Test
    void copiesCrossGranules() {
        byte[] bytes = {1, 2, 3, 4, 5, 6};
        memory.write(BASE + 0xffd, bytes, 0, 6);
        byte[] back = new byte[6];
        memory.read(BASE + 0xffd, back, 0, 6);

        assertArrayEquals(bytes, back);
        assertEquals(4, memory.read8(BASE + 0x1000));
    }

    @Test
    void fillCrossesGranules() {
        memory.fill(BASE + 0xff0, 0x1020, 0xa5);

        assertEquals(0, memory.read8(BASE + 0xfef));
        assertEquals(0xa5, memory.read8(BASE + 0xff0));
        assertEquals(0xa5, memory.read8(BASE + 0x200f));
        assertEquals(0, memory.read8(BASE + 0x2010));
    }

    @ParameterizedTest
    @CsvSource({
        "0x3fffffff, 1, false",
        "0x40000000, 0x400000, true",
        "0x40000000, 0x400001, false",
        "0x403fffff, 1, true",
        "0x40400000, 1, false",
        "0xffffff000, 4096, true"
    })
    void knowsWhatIsBacked(long pa, long length, boolean backed) {
        assertEquals(backed, memory.isBacked(pa, length));
    }

    @Test
    void snapshotKeepsItsContentsWhenMemoryIsWritten() {
        memory.write64(BASE, 1);
        PhysicalMemory.Snapshot snapshot = memory.snapshot();
        memory.write64(BASE, 2);
        memory.write64(BASE + 0x1000, 3);

        memory.restore(snapshot);

        assertEquals(1, memory.read64(BASE));
        assertEquals(0, memory.read64(BASE + 0x1000));
    }

    @Test
    void frameIsCopiedByTheFirstWriteAfterASnapshotOnly() {
        memory.write64(BASE, 1);
        memory.snapshot();
        byte[] shared = memory.readableFrame(BASE);
        assertFalse(memory.isOwned(BASE));

        byte[] own = memory.writableFrame(BASE);

        assertTrue(memory.isOwned(BASE));
        assertEquals(2, memory.generations().allocatedFrames());
        assertEquals(own, memory.writableFrame(BASE));
        assertFalse(shared == own);
    }

    @Test
    void forkAndMemoryDoNotSeeEachOthersWrites() {
        memory.write64(BASE, 1);
        PhysicalMemory fork = memory.fork(memory.snapshot());
        memory.write64(BASE, 2);
        fork.write64(BASE + 8, 3);

        assertEquals(1, fork.read64(BASE));
        assertEquals(0, memory.read64(BASE + 8));
        assertEquals(3, fork.read64(BASE + 8));
    }

    @Test
    void readerHearsOfTheReplacementOfItsFrameOnce() {
        memory.setWatcher(recorder());
        memory.write64(BASE, 1);
        memory.snapshot();
        memory.noteReader(BASE, 7);

        memory.write64(BASE, 2);
        memory.write64(BASE, 3);

        assertEquals(List.of("replaced 40000000 7"), heard);
    }

    @Test
    void secondReaderMakesItManyReaders() {
        memory.setWatcher(recorder());
        memory.noteReader(BASE, 7);
        memory.noteReader(BASE, 7);
        memory.noteReader(BASE, 8);

        memory.write64(BASE, 2);

        assertEquals(List.of("replaced 40000000 -1"), heard);
    }

    @Test
    void nativeWriteToAMarkedGranuleIsAnnounced() {
        memory.setWatcher(recorder());
        memory.mark(BASE + 0x1004, PhysicalMemory.CODE);
        memory.write32(BASE, 1);
        memory.write32(BASE + 0x1ff8, 1);
        memory.unmark(BASE + 0x1000, PhysicalMemory.CODE);
        memory.write32(BASE + 0x1000, 1);

        assertEquals(List.of("written 40001ff8 4"), heard);
    }

    @Test
    void retainedBytesCountFramesThatOnlySnapshotsHold() {
        memory.write64(BASE, 1);
        PhysicalMemory.Snapshot first = memory.snapshot();
        memory.write64(BASE, 2);
        PhysicalMemory.Snapshot second = memory.snapshot();
        memory.write64(BASE, 3);
        memory.write64(BASE, 4);
        TreeSet<Long> both = new TreeSet<>(List.of(first.generation(), second.generation()));

        assertEquals(2 * 4096, memory.generations().retainedBytes(both));
        assertEquals(4096, memory.generations().retainedBytes(new TreeSet<>(List.of(second.generation()))));
        assertEquals(0, memory.generations().retainedBytes(new TreeSet<>()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x1001 | 0x1000 | must start at and span whole 4 KiB granules",
                "0x1000 | 0x800 | must start at and span whole 4 KiB granules",
                "0x1000 | 0 | must start at and span whole 4 KiB granules",
                "0xffffff000 | 0x2000 | ends above the 64 GiB of physical address space",
                "0x0 | 0x7ffffffffffff000 | ends above the 64 GiB of physical address space"
            })
    void regionOutsideTheAddressSpaceIsAUserError(long base, long size, String problem) {
        UserError error = assertThrows(UserError.class, () -> new MemoryRegion("DRAM", base, size));

        assertTrue(error.getMessage().contains(problem), error.getMessage());
    }

    @Test
    void overlappingRegionsAreAUserErrorThatNamesBoth() {
        List<MemoryRegion> regions =
                List.of(new MemoryRegion("one", 0x1000, 0x2000), new MemoryRegion("two", 0x2000, 0x1000));

        UserError error = assertThrows(UserError.class, () -> new PhysicalMemory(regions));

        assertEquals("memory region two at 0x2000 overlaps one, which ends at 0x3000", error.getMessage());
    }

    private MemoryWatcher recorder() {
        return new MemoryWatcher() {
            @Override
            public void frameReplaced(long pa, int reader) {
                heard.add("replaced %x %d".formatted(pa, reader));
            }

            @Override
            public void markedGranuleWritten(long pa, int length) {
                heard.add("written %x %d".formatted(pa, length));
            }
        };
    }
}
