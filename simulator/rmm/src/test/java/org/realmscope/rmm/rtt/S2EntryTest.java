package org.realmscope.rmm.rtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class S2EntryTest {
    private static final long PA = 0x8_4000_0000L;

    /** @param name the factory's */
    private record Made(String name, EntryState state, int ripas, int level, boolean lpa2, long entry) {
        @Override
        public String toString() {
            return name + " level " + level + (lpa2 ? " LPA2" : "");
        }
    }

    static Stream<Made> entries() {
        List<Made> all = new ArrayList<>();
        for (boolean lpa2 : new boolean[] {false, true}) {
            for (int level = 1; level <= 3; level++) {
                for (int ripas = 0; ripas < 3; ripas++) {
                    all.add(new Made(
                            "unassigned " + ripas,
                            EntryState.UNASSIGNED,
                            ripas,
                            level,
                            lpa2,
                            S2Entry.createUnassigned(ripas)));
                    all.add(new Made(
                            "assigned " + ripas,
                            EntryState.ASSIGNED,
                            ripas,
                            level,
                            lpa2,
                            S2Entry.createAssigned(PA, ripas, level, lpa2)));
                }
                all.add(new Made(
                        "unassigned ns", EntryState.UNASSIGNED_NS, 0, level, lpa2, S2Entry.createUnassignedNs()));
                all.add(new Made(
                        "assigned ns",
                        EntryState.ASSIGNED_NS,
                        0,
                        level,
                        lpa2,
                        S2Entry.createAssignedNs(PA | 6 << 2 | 3 << 6, level, lpa2, true)));
                if (level < 3) {
                    all.add(new Made("table", EntryState.TABLE, 0, level, lpa2, S2Entry.createTable(PA, lpa2)));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void exactlyItsOwnPredicateHolds(Made made) {
        List<EntryState> holding = new ArrayList<>();
        if (S2Entry.isUnassigned(made.entry())) {
            holding.add(EntryState.UNASSIGNED);
        }
        if (S2Entry.isAssigned(made.entry(), made.level())) {
            holding.add(EntryState.ASSIGNED);
        }
        if (S2Entry.isUnassignedNs(made.entry())) {
            holding.add(EntryState.UNASSIGNED_NS);
        }
        if (S2Entry.isAssignedNs(made.entry(), made.level())) {
            holding.add(EntryState.ASSIGNED_NS);
        }
        if (S2Entry.isTable(made.entry(), made.level())) {
            holding.add(EntryState.TABLE);
        }
        assertEquals(List.of(made.state()), holding);
        assertEquals(made.state(), S2Entry.state(made.entry(), made.level()));
        assertEquals(made.ripas(), S2Entry.ripas(made.entry(), made.level()));
        boolean live = made.state() != EntryState.UNASSIGNED && made.state() != EntryState.UNASSIGNED_NS;
        assertEquals(live, S2Entry.isLive(made.entry()));
    }

    @ParameterizedTest
    @CsvSource({"3, 0x84000_0000, 0x7db", "2, 0x84000_0000, 0x7d9", "1, 0x84000_0000, 0x7d9"})
    void assignedRamIsAValidWriteBackMapping(int level, String pa, String attributes) {
        long expected = 0x8_4000_0000L | Long.decode(attributes);
        assertEquals(expected, S2Entry.createAssigned(0x8_4000_0000L, 1, level, false), pa);
    }

    @Test
    void hostMappingIsNonSecureAndNeverExecutable() {
        long entry = S2Entry.createAssignedNs(0x8000_0000L | 6 << 2 | 1 << 6, 3, false, true);
        assertEquals(1L << 55 | 2L << 53 | 0x8000_0000L | 1 << 10 | 3 << 8 | 1 << 6 | 6 << 2 | 3, entry);
        assertEquals(0x8000_0000L | 6 << 2 | 1 << 6, S2Entry.hostDescriptor(entry, false));
    }

    @Test
    void nonCacheableHostMappingIsOuterShareable() {
        assertEquals(2, S2Entry.createAssignedNs(0x8000_0000L | 5 << 2, 3, false, true) >>> 8 & 3);
        assertEquals(3, S2Entry.createAssignedNs(0x8000_0000L | 5 << 2, 3, false, false) >>> 8 & 3);
    }

    @Test
    void highAddressBitsMoveWithLpa2() {
        long pa = 0xf_1234_5678_9000L;
        long entry = S2Entry.createAssigned(pa, 1, 3, true);
        assertEquals(pa, S2Entry.outputAddress(entry, true));
        assertEquals(3, entry >>> 8 & 3);
        assertEquals(3, entry >>> 48 & 3);
    }

    @Test
    void childrenOfABlockFoldBackIntoIt() {
        long block = S2Entry.createAssigned(0x8020_0000L, 1, 2, false);
        long first = S2Entry.createChild(block, 2, 0, false);
        long last = S2Entry.createChild(block, 2, 511, false);
        assertEquals(0x803f_f000L, S2Entry.outputAddress(last, false));
        assertTrue(S2Entry.isAlike(first, last, false));
        assertEquals(block, S2Entry.createParent(first, 3, false));
    }

    @ParameterizedTest
    @CsvSource({
        "32,2,4,true",
        "34,2,16,true",
        "40,1,2,true",
        "42,1,8,true",
        "39,1,1,true",
        "40,0,1,true",
        "48,0,1,true",
        "43,1,16,true",
        "44,1,32,false",
        "39,1,2,false",
        "40,1,1,false",
        "35,2,32,false",
        "31,2,2,true",
        "48,-1,1,false",
        "24,3,8,true"
    })
    void geometryFollowsVmsa(int width, int level, int tables, boolean valid) {
        assertEquals(valid, RttGeometry.isValid(width, level, tables, false, 48));
    }

    @Test
    void geometryWithLpa2StartsAtLevelMinusOneOrConcatenatesAtZero() {
        assertTrue(RttGeometry.isValid(52, -1, 1, true, 52));
        assertTrue(RttGeometry.isValid(52, 0, 16, true, 52));
        assertFalse(RttGeometry.isValid(52, 0, 16, false, 52));
        assertFalse(RttGeometry.isValid(40, 0, 1, false, 40));
    }
}
