package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

class HostCallSitesTest {
    private static final long STACK = 0x4000_8000L;
    private static final long CODE = 0x4201_0000L;

    private final PhysicalMemory memory =
            new PhysicalMemory(List.of(new MemoryRegion("DRAM", 0x4000_0000L, 0x10_0000)));
    private final HostCallSites sites = new HostCallSites(memory);

    private void frame(long at, long outer, long returnAddress) {
        memory.write64(at, outer);
        memory.write64(at + 8, returnAddress);
    }

    @Test
    void chainOfFramesIsFollowedOutwards() {
        frame(STACK, STACK + 0x40, CODE + 4);
        frame(STACK + 0x40, 0, CODE + 8);
        int site = sites.of(CODE, STACK);
        assertEquals(List.of(CODE, CODE + 4, CODE + 8), sites.returnAddresses(site));
    }

    @Test
    void samePlaceHasOneNumber() {
        frame(STACK, 0, CODE + 4);
        frame(STACK + 0x40, 0, CODE + 4);
        frame(STACK + 0x80, 0, CODE + 8);
        int site = sites.of(CODE, STACK);
        assertEquals(site, sites.of(CODE, STACK + 0x40));
        assertNotEquals(site, sites.of(CODE, STACK + 0x80));
        assertNotEquals(site, sites.of(CODE + 4, STACK));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, STACK + 8, 0x1000, -16, 0x4010_0000L, 0x8000_0000_0000_0000L})
    void framePointerThatLeadsNowhereEndsTheChain(long framePointer) {
        assertEquals(List.of(CODE), sites.returnAddresses(sites.of(CODE, framePointer)));
    }

    @Test
    void framesThatDoNotGoUpEndTheChain() {
        frame(STACK, STACK, CODE + 4);
        assertEquals(List.of(CODE, CODE + 4), sites.returnAddresses(sites.of(CODE, STACK)));
    }

    @Test
    void deepChainsAreCutOff() {
        for (int i = 0; i < 20; i++) {
            frame(STACK + 0x20L * i, STACK + 0x20L * (i + 1), CODE + 4L * (i + 1));
        }
        List<Long> chain = sites.returnAddresses(sites.of(CODE, STACK));
        assertEquals(12, chain.size());
        assertEquals(CODE + 44, chain.getLast());
    }

    @Test
    void placesBeyondTheLimitAreUnknown() {
        for (int i = 1; i < 1024; i++) {
            assertEquals(i, sites.of(CODE + 4L * i, 0));
        }
        assertEquals(HostCallSites.UNKNOWN, sites.of(CODE, 0));
        assertEquals(500, sites.of(CODE + 4L * 500, 0));
        assertEquals(List.of(), sites.returnAddresses(HostCallSites.UNKNOWN));
    }
}
