package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;

class TimelineStoreTest {
    private static final int DATA_CREATE_UNKNOWN = 4;
    private static final int RTT_READ_ENTRY = 0x11;
    private static final int REC_ENTER = 0xc;
    private static final long MIB = 1L << 20;

    private final long[] x = new long[34];
    private final TimelineStore store = new TimelineStore(Long.MAX_VALUE);
    private final TimelineWriter writer = new TimelineWriter(store);

    private static List<TimelineEntry> all(Timeline timeline) {
        List<TimelineEntry> entries = new ArrayList<>();
        timeline.visit(1, entries::add);
        return entries;
    }

    private static Occupant occupant(int pe, int realm, int vcpu) {
        Occupant occupant = new Occupant(pe);
        occupant.realm = realm;
        occupant.vcpu = vcpu;
        occupant.calledRealm = realm;
        return occupant;
    }

    private void set(int first, long... values) {
        System.arraycopy(values, 0, x, first, values.length);
    }

    @Test
    void everyKindIsReadAsItWasWritten() {
        Occupant occupant = occupant(3, 2, 5);
        writer.fault(1000, 2, occupant, 77, 0x8_0000_0123L);
        set(0, 0xc400_0154L, 0x4100_0000L, 0x4200_0000L, 0x8_0000_0000L);
        writer.rmiCall(1500, 1, occupant, DATA_CREATE_UNKNOWN, x);
        set(1, 0x105);
        writer.rmiReturn(1500, 2, occupant, DATA_CREATE_UNKNOWN, x, 1);
        set(1, 0, 3, 1, -1, 2);
        writer.rmiReturn(1500, 9, occupant(0, -1, -1), RTT_READ_ENTRY, x, 1);
        set(0, 0xc400_0198L, 0x1000, 0x2000, -7);
        writer.realmCall(1600, 1, occupant, 0xc400_0198L, x, 2);
        set(0, 0, 0x1800, 1);
        writer.realmReturn(1600, 2, occupant, 0xc400_0198L, x, 3);
        writer.worldSwitch(1700, 1, 3, SecurityState.REALM, SecurityState.NON_SECURE);
        writer.worldSwitch(1700, 2, 3, SecurityState.NON_SECURE, SecurityState.REALM);
        writer.worldSwitch(1701, 1, 7, SecurityState.ROOT, SecurityState.SECURE);
        writer.ripasChange(1701, 1, occupant, new TimelineWriter.RipasRun(0x1000, 0x4000, 0, 2));
        assertEquals(
                List.of(
                        new TimelineEntry.Fault(1, new Moment(1000, 2), 3, 2, 5, 77, 0x8_0000_0123L),
                        new TimelineEntry.RmiCall(
                                2,
                                new Moment(1500, 1),
                                3,
                                2,
                                0xc400_0154L,
                                List.of(0x4100_0000L, 0x4200_0000L, 0x8_0000_0000L)),
                        new TimelineEntry.RmiReturn(3, new Moment(1500, 2), 3, 2, 0xc400_0154L, 0x105, List.of()),
                        new TimelineEntry.RmiReturn(
                                4, new Moment(1500, 9), 0, -1, 0xc400_0161L, 0, List.of(3L, 1L, -1L, 2L)),
                        new TimelineEntry.RealmCall(
                                5, new Moment(1600, 1), 3, 2, 5, 0xc400_0198L, List.of(0x1000L, 0x2000L)),
                        new TimelineEntry.RealmReturn(
                                6, new Moment(1600, 2), 3, 2, 5, 0xc400_0198L, List.of(0L, 0x1800L, 1L)),
                        new TimelineEntry.WorldSwitch(
                                7, new Moment(1700, 1), 3, SecurityState.REALM, SecurityState.NON_SECURE),
                        new TimelineEntry.WorldSwitch(
                                8, new Moment(1700, 2), 3, SecurityState.NON_SECURE, SecurityState.REALM),
                        new TimelineEntry.WorldSwitch(
                                9, new Moment(1701, 1), 7, SecurityState.ROOT, SecurityState.SECURE),
                        new TimelineEntry.RipasChange(
                                10, new Moment(1701, 1), 3, 2, 0x1000, 0x4000, "EMPTY", "DESTROYED")),
                all(store));
    }

    /** What a protected fault takes: it, three calls with their returns, two world switches. */
    private static void addFault(TimelineWriter to, long n) {
        long[] x = new long[34];
        Occupant occupant = occupant(1, 0, 0);
        long at = 70_000 + 2_000 * n;
        to.fault(at, 1, occupant, n, 0x4000_0000L + (n << 12));
        to.rmiReturn(at, 2, occupant, REC_ENTER, x, 0);
        to.worldSwitch(at, 4, 1, SecurityState.REALM, SecurityState.NON_SECURE);
        x[1] = 0x8000_0000L + (n << 12);
        to.rmiCall(at + 500, 1, occupant, 1, x);
        to.rmiReturn(at + 500, 3, occupant, 1, x, 0);
        x[1] = 0x4200_0000L;
        x[2] = 0x8000_0000L + (n << 12);
        x[3] = 0x4000_0000L + (n << 12);
        to.rmiCall(at + 900, 1, occupant, DATA_CREATE_UNKNOWN, x);
        to.rmiReturn(at + 900, 2, occupant, DATA_CREATE_UNKNOWN, x, 0);
        x[1] = 0x4215_0000L;
        x[2] = 0x4216_0000L;
        to.rmiCall(at + 1600, 1, occupant, REC_ENTER, x);
        to.worldSwitch(at + 1600, 2, 1, SecurityState.NON_SECURE, SecurityState.REALM);
    }

    @Test
    void aMillionFaultsTakeLittleMemory() {
        for (long n = 1; n <= 1_000_000; n++) {
            addFault(writer, n);
        }
        assertEquals(9_000_000, store.count());
        assertEquals(1, store.firstKept());
        assertTrue(store.bytes() < 45 * MIB, () -> store.bytes() + " bytes");
    }

    @Test
    void oldestEntriesAreSummarised() {
        TimelineStore bounded = new TimelineStore(MIB);
        TimelineWriter to = new TimelineWriter(bounded);
        for (long n = 1; n <= 100_000; n++) {
            addFault(to, n);
        }
        assertTrue(bounded.bytes() < MIB + (MIB >> 2), () -> bounded.bytes() + " bytes");
        assertEquals(900_000, bounded.count());
        ForgottenEntries forgotten = bounded.forgotten();
        assertEquals(bounded.firstKept() - 1, forgotten.count());
        List<TimelineEntry> kept = all(bounded);
        assertEquals(bounded.firstKept(), kept.getFirst().number());
        assertEquals(900_000, kept.getLast().number());
        assertTrue(forgotten.last().isBefore(kept.getFirst().moment()));
        long faults =
                kept.stream().filter(entry -> entry.kind() == EntryKind.FAULT).count();
        assertEquals(100_000, faults + forgotten.counts().get(EntryKind.FAULT));
    }

    @Test
    void rangeBeginsAtTheFirstEntryThatIsNotEarlier() {
        for (long n = 1; n <= 30_000; n++) {
            addFault(writer, n);
        }
        assertEquals(1, store.firstAt(Moment.START));
        assertEquals(9 * 19_999 + 1, store.firstAt(new Moment(70_000 + 2_000 * 20_000, 0)));
        assertEquals(9 * 19_999 + 4, store.firstAt(new Moment(70_000 + 2_000 * 20_000, 5)));
        assertEquals(270_001, store.firstAt(Moment.NEVER));
    }

    @Test
    void entriesAreVisitedInBothDirections() {
        for (long n = 1; n <= 10_000; n++) {
            addFault(writer, n);
        }
        List<Long> forwards = new ArrayList<>();
        store.visit(80_000, entry -> {
            forwards.add(entry.number());
            return entry.number() < 80_003;
        });
        List<Long> backwards = new ArrayList<>();
        store.visitBack(80_003, entry -> {
            backwards.add(entry.number());
            return entry.number() > 80_000;
        });
        assertEquals(List.of(80_000L, 80_001L, 80_002L, 80_003L), forwards);
        assertEquals(forwards.reversed(), backwards);
    }

    @Test
    void truncatedStoreGoesOnWhereItWas() {
        for (long n = 1; n <= 10_000; n++) {
            addFault(writer, n);
        }
        writer.beginChunk();
        long chunks = store.closedChunks();
        List<TimelineEntry> before = all(store);
        for (long n = 10_001; n <= 20_000; n++) {
            addFault(writer, n);
        }
        store.truncate(chunks);
        writer.beginChunk();
        assertEquals(before, all(store));
        addFault(writer, 10_001);
        assertEquals(90_009, store.count());
        assertEquals(90_001, store.firstAt(new Moment(70_000 + 2_000 * 10_001, 0)));
        assertEquals(new ForgottenEntries(Map.of(), Moment.START), store.forgotten());
    }
}
