package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.history.EntryKind;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.machine.time.Moment;

/** The timeline of a run whose RMM is an image: the stub, which answers every call of a realm with -1. */
class ImageTimelineTest {
    private static final String PROGRAM = """
        movz x0, #0x190
        movk x0, #0xc400, lsl #16
        mov x1, #0x10000
        smc #0
        mov x1, #0x200000
        str x1, [x1, #8]
        b .
        """;

    private static final long RSI_VERSION = 0xc400_0190L;
    private static final long LENGTH = 200_000;

    private final HostDriver host = new HostDriver(MachineConfiguration.DEFAULT.withPes(2), RealmFirmware.stub());
    private final RunRecorder recorder = RunRecorder.attach(host.machine, HistoryLimits.DEFAULT);

    private List<TimelineEntry> entries(EntryKind kind) {
        List<TimelineEntry> entries = new ArrayList<>();
        recorder.timeline().visit(1, entries::add);
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    private void runProgram() {
        host.createRealm(1, 0, PROGRAM);
        host.events.clear();
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + LENGTH, 0));
    }

    @Test
    void callOfARealmReturnsWhereTheImageGoesOnWithIt() {
        runProgram();
        assertEquals(1, entries(EntryKind.REALM_CALL).size());
        TimelineEntry.RealmReturn back =
                (TimelineEntry.RealmReturn) entries(EntryKind.REALM_RETURN).getFirst();
        assertEquals(RSI_VERSION, back.functionId());
        assertEquals(-1L, back.results().getFirst());
        MachineEvent.RealmResumed resumed = host.events.stream()
                .filter(MachineEvent.RealmResumed.class::isInstance)
                .map(MachineEvent.RealmResumed.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(back.moment(), resumed.moment());
        assertEquals(0x1_0000L, resumed.arguments().getFirst());
        assertEquals(false, resumed.injected());
    }

    @Test
    void ripasIsWhatSuccessfulCallsSay() {
        runProgram();
        TimelineEntry.RipasChange first =
                (TimelineEntry.RipasChange) entries(EntryKind.RIPAS_CHANGE).getFirst();
        assertEquals(0, first.realm());
        assertEquals("EMPTY to RAM", first.from() + " to " + first.to());
    }

    @Test
    void goingBackAndForthHasTheSameMoments() {
        runProgram();
        Moment end = host.machine.now();
        List<TimelineEntry> before = entries(EntryKind.REALM_RETURN);
        var hash = host.machine.stateHash();
        host.machine.goTo(new Moment(end.instructions() - LENGTH / 2, 0));
        host.machine.goTo(end);
        assertEquals(hash, host.machine.stateHash());
        assertEquals(before, entries(EntryKind.REALM_RETURN));
    }
}
