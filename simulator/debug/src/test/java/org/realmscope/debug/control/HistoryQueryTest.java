package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.history.EntryKind;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.history.Timeline;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.machine.time.Moment;

/** What a query finds is what a filter over the whole timeline leaves. */
class HistoryQueryTest {
    private static final String PROGRAM = """
        mov x1, #0x200000
        mov x2, #6
        str x1, [x1]
        add x1, x1, #0x1000
        subs x2, x2, #1
        b.ne .-12
        """ + RealmHost.HOST_CALL + RealmHost.SYSTEM_OFF;
    private static final Set<EntryKind> ALL_KINDS = EnumSet.allOf(EntryKind.class);

    private final List<TimelineEntry> all = new ArrayList<>();
    private Timeline timeline;
    private Moment middle;

    @BeforeEach
    void run() {
        RealmHost host = new RealmHost(2, 1, 1_000, CheckpointPolicy.NEVER);
        RunRecorder recorder = RunRecorder.attach(host.machine(), HistoryLimits.DEFAULT);
        host.createRealm(1, PROGRAM);
        middle = host.machine().now();
        host.postRun(1);
        host.awaitRun(1);
        timeline = recorder.timeline();
        timeline.visit(1, all::add);
    }

    private List<TimelineEntry> filtered(Predicate<TimelineEntry> filter) {
        return all.stream().filter(filter).toList();
    }

    private void assertFinds(HistoryQuery query, Predicate<TimelineEntry> filter) {
        List<TimelineEntry> expected = filtered(filter);
        assertFalse(expected.isEmpty());
        assertTrue(expected.size() < all.size());
        assertEquals(expected, query.find(timeline, null, all.size(), false).entries());
        assertEquals(
                expected.reversed(),
                query.find(timeline, null, all.size(), true).entries());
    }

    private static HistoryQuery query(
            Moment from, Moment to, Set<EntryKind> kinds, String function, Integer realm, AddressRange ipa) {
        return new HistoryQuery(from, to, kinds, function, false, null, realm, null, ipa);
    }

    @Test
    void everythingIsFoundInOrder() {
        HistoryQuery.Page page = HistoryQuery.ALL.find(timeline, null, all.size(), false);
        assertEquals(all, page.entries());
        assertNull(page.next());
    }

    @Test
    void kindsAreFiltered() {
        Set<EntryKind> kinds = EnumSet.of(EntryKind.WORLD_SWITCH, EntryKind.FAULT);
        assertFinds(query(Moment.START, Moment.NEVER, kinds, null, null, null), entry -> kinds.contains(entry.kind()));
    }

    @Test
    void momentsAreFiltered() {
        assertFinds(
                query(middle, Moment.NEVER, ALL_KINDS, null, null, null),
                entry -> !entry.moment().isBefore(middle));
        assertFinds(
                query(Moment.START, middle, ALL_KINDS, null, null, null),
                entry -> entry.moment().isBefore(middle));
    }

    @Test
    void functionsAreFilteredByGlob() {
        assertFinds(query(Moment.START, Moment.NEVER, ALL_KINDS, "RMI_DATA_*", null, null), entry -> {
            String function = HistoryQuery.function(entry);
            return function != null && function.startsWith("RMI_DATA_");
        });
        assertFinds(
                query(Moment.START, Moment.NEVER, ALL_KINDS, "RSI_HOST_CALL", null, null),
                entry -> entry instanceof TimelineEntry.RealmCall call && call.functionId() == 0xc400_0199L);
    }

    @Test
    void ipasAreFiltered() {
        AddressRange page = new AddressRange(0x20_2000, 0x20_3000);
        HistoryQuery faults = query(Moment.START, Moment.NEVER, EnumSet.of(EntryKind.FAULT), null, 0, page);
        assertFinds(faults, entry -> entry instanceof TimelineEntry.Fault fault && fault.ipa() == 0x20_2000);
        HistoryQuery calls =
                query(Moment.START, Moment.NEVER, EnumSet.of(EntryKind.RMI_CALL), "RMI_DATA_CREATE_UNKNOWN", 0, page);
        assertFinds(
                calls,
                entry -> entry instanceof TimelineEntry.RmiCall call
                        && call.functionId() == 0xc400_0154L
                        && call.arguments().get(2) == 0x20_2000);
    }

    @Test
    void ripasChangesOfARangeAreFoundByOverlap() {
        HistoryQuery query = query(
                Moment.START,
                Moment.NEVER,
                EnumSet.of(EntryKind.RIPAS_CHANGE),
                null,
                null,
                new AddressRange(0x20_2800, 0x20_2801));
        List<TimelineEntry> found = query.find(timeline, null, 10, false).entries();
        assertEquals(1, found.size());
        TimelineEntry.RipasChange change = (TimelineEntry.RipasChange) found.getFirst();
        assertEquals("EMPTY", change.from());
        assertEquals("RAM", change.to());
        assertTrue(change.base() <= 0x20_2800 && 0x20_2800 < change.top());
    }

    @Test
    void failuresAreReturnsWithoutSuccess() {
        HistoryQuery query =
                new HistoryQuery(Moment.START, Moment.NEVER, ALL_KINDS, null, true, null, null, null, null);
        assertFinds(query, entry -> entry instanceof TimelineEntry.RmiReturn result && result.status() != 0);
    }

    @Test
    void pagesFollowOneAnother() {
        for (boolean newestFirst : new boolean[] {false, true}) {
            List<TimelineEntry> found = new ArrayList<>();
            Long start = null;
            do {
                HistoryQuery.Page page = HistoryQuery.ALL.find(timeline, start, 7, newestFirst);
                found.addAll(page.entries());
                start = page.next();
                assertTrue(start == null || page.entries().size() == 7);
            } while (start != null);
            assertEquals(newestFirst ? all.reversed() : all, found);
        }
    }

    @Test
    void nextIsTheNumberOfAnEntryThatMatches() {
        HistoryQuery faults = query(Moment.START, Moment.NEVER, EnumSet.of(EntryKind.FAULT), null, null, null);
        Long next = faults.find(timeline, null, 2, false).next();
        assertNotNull(next);
        assertEquals(filtered(entry -> entry.kind() == EntryKind.FAULT).get(2).number(), next.longValue());
    }
}
