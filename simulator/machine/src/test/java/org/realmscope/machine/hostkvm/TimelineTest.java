package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.history.EntryKind;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.history.TimelineEntry;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;

/** A run with the host image, as its timeline has it. */
class TimelineTest {
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";
    /** RSI_VERSION, a protected fault, 16 pages from EMPTY to RAM. */
    private static final String PROGRAM = """
        movz x0, #0x190
        movk x0, #0xc400, lsl #16
        mov x1, #0x10000
        smc #0
        mov x1, #0x200000
        str x1, [x1, #8]
        movz x0, #0x197
        movk x0, #0xc400, lsl #16
        mov x1, #0x4000000
        mov x2, #0x4010000
        mov x3, #1
        mov x4, #0
        smc #0
        """ + SYSTEM_OFF;

    private static final long RSI_VERSION = 0xc400_0190L;
    private static final long RSI_IPA_STATE_SET = 0xc400_0197L;
    private static final long PSCI_SYSTEM_OFF = 0x8400_0008L;

    private final HostDriver host = new HostDriver(2);
    private final RunRecorder recorder = RunRecorder.attach(host.machine, HistoryLimits.DEFAULT);

    TimelineTest() {
        host.events.clear();
    }

    private static List<TimelineEntry> all(RunRecorder recorder) {
        List<TimelineEntry> entries = new ArrayList<>();
        recorder.timeline().visit(1, entries::add);
        return entries;
    }

    private List<TimelineEntry> entries(EntryKind kind) {
        return all(recorder).stream().filter(entry -> entry.kind() == kind).toList();
    }

    private void runProgram() {
        host.createRealm(1, 0, PROGRAM);
        assertEquals(0, host.run(1), () -> host.reports().toString());
        host.run(1);
    }

    @Test
    void timelineHasTheMomentsOfTheEvents() {
        runProgram();
        List<Moment> expected = new ArrayList<>();
        for (MachineEvent event : host.events) {
            boolean isEntry = event instanceof MachineEvent.RmiCall
                    || event instanceof MachineEvent.RmiReturn
                    || event instanceof MachineEvent.WorldSwitch
                    || event instanceof MachineEvent.RealmResumed resumed && resumed.esr() >>> 26 == 0x17
                    || event instanceof MachineEvent.Stage2Fault fault && fault.world() == SecurityState.REALM
                    || event instanceof MachineEvent.ExceptionTaken taken
                            && taken.world() == SecurityState.REALM
                            && taken.targetEl() == 2
                            && taken.syndrome().exceptionClass() == 0x17;
            if (isEntry) {
                expected.add(event.moment());
            }
        }
        List<TimelineEntry> entries = all(recorder);
        assertEquals(
                expected,
                entries.stream()
                        .filter(entry -> entry.kind() != EntryKind.RIPAS_CHANGE)
                        .map(TimelineEntry::moment)
                        .toList());
        for (int i = 0; i < entries.size(); i++) {
            assertEquals(i + 1, entries.get(i).number());
        }
    }

    @Test
    void rmiCallsHaveTheirArgumentsAndStatus() {
        runProgram();
        List<List<Long>> calls = new ArrayList<>();
        for (MachineEvent event : host.events) {
            if (event instanceof MachineEvent.RmiCall call && call.command() != null) {
                calls.add(call.arguments().subList(0, call.command().inputs().size()));
            }
        }
        assertEquals(
                calls,
                entries(EntryKind.RMI_CALL).stream()
                        .map(entry -> ((TimelineEntry.RmiCall) entry).arguments())
                        .toList());
        List<Long> statuses = host.events.stream()
                .filter(MachineEvent.RmiReturn.class::isInstance)
                .map(event -> ((MachineEvent.RmiReturn) event).results().getFirst())
                .toList();
        assertEquals(
                statuses,
                entries(EntryKind.RMI_RETURN).stream()
                        .map(entry -> ((TimelineEntry.RmiReturn) entry).status())
                        .toList());
    }

    @Test
    void callsOfARealmAreThere() {
        runProgram();
        List<TimelineEntry.RealmCall> calls = entries(EntryKind.REALM_CALL).stream()
                .map(TimelineEntry.RealmCall.class::cast)
                .toList();
        assertEquals(
                List.of(RSI_VERSION, RSI_IPA_STATE_SET, PSCI_SYSTEM_OFF),
                calls.stream().map(TimelineEntry.RealmCall::functionId).toList());
        assertEquals(List.of(0x400_0000L, 0x401_0000L, 1L, 0L), calls.get(1).arguments());
        assertEquals(0, calls.getFirst().realm());
        assertEquals(0, calls.getFirst().vcpu());
        TimelineEntry.RealmReturn version =
                (TimelineEntry.RealmReturn) entries(EntryKind.REALM_RETURN).getFirst();
        assertEquals(RSI_VERSION, version.functionId());
        assertEquals(List.of(0L, 0x1_0000L, 0x1_0000L), version.results());
    }

    @Test
    void faultsLeadToTheFaultHistory() {
        runProgram();
        for (TimelineEntry entry : entries(EntryKind.FAULT)) {
            TimelineEntry.Fault fault = (TimelineEntry.Fault) entry;
            assertEquals(fault.ipa(), recorder.faults().fault(fault.fault()).ipa());
            assertEquals(fault.moment(), recorder.faults().fault(fault.fault()).moment());
        }
        assertEquals(recorder.faults().count(), entries(EntryKind.FAULT).size());
    }

    @Test
    void ripasChangesAreThoseOfTheTables() {
        runProgram();
        List<TimelineEntry.RipasChange> changes = entries(EntryKind.RIPAS_CHANGE).stream()
                .map(TimelineEntry.RipasChange.class::cast)
                .toList();
        // The RAM of the realm before its activation, by commands that end at tables.
        long end = 0;
        int i = 0;
        while (end < HostDriver.RAM) {
            assertEquals(end, changes.get(i).base());
            assertEquals("EMPTY", changes.get(i).from());
            assertEquals("RAM", changes.get(i).to());
            end = changes.get(i).top();
            i++;
        }
        assertEquals(HostDriver.RAM, end);
        TimelineEntry.RipasChange asked = changes.getLast();
        assertEquals(0x400_0000L, changes.get(i).base());
        assertEquals(0x401_0000L, asked.top());
        assertEquals("EMPTY", asked.from());
        assertEquals("RAM", asked.to());
    }

    @Test
    void destroyedMemoryIsARipasChange() {
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1, #8]\n" + SYSTEM_OFF);
        host.run(1);
        long before = recorder.timeline().count();
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 0x20_0000, 0x1000, 4);
        host.destroyRealm();
        List<TimelineEntry> changes = new ArrayList<>();
        recorder.timeline().visit(before + 1, entry -> {
            if (entry.kind() == EntryKind.RIPAS_CHANGE) {
                changes.add(entry);
            }
            return true;
        });
        boolean isThere = changes.stream()
                .map(TimelineEntry.RipasChange.class::cast)
                .anyMatch(change -> change.base() == 0x20_0000
                        && change.top() == 0x20_1000
                        && change.from().equals("RAM")
                        && change.to().equals("DESTROYED"));
        assertEquals(true, isThere, changes::toString);
    }

    @Test
    void machineThatGoesBackIsNotRecordedTwice() {
        runProgram();
        Moment end = host.machine.now();
        List<TimelineEntry> before = all(recorder);
        host.machine.goTo(recorder.faults().fault(1).moment());
        host.machine.run(end);
        assertEquals(before, all(recorder));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1000, 20_000, 4_000_000})
    void changedPastIsRecordedAnew(long markInterval) {
        HostDriver straight = new HostDriver(2);
        RunRecorder other = RunRecorder.attach(straight.machine, HistoryLimits.DEFAULT);
        change(straight, other, false);
        RunRecorder marking = RunRecorder.attach(host.machine, HistoryLimits.DEFAULT.withMarkInterval(markInterval));
        change(host, marking, true);
        assertEquals(all(other), all(marking));
    }

    private static void change(HostDriver host, RunRecorder recorder, boolean comesBack) {
        host.createRealm(1, 0, PROGRAM);
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 3000, 0));
        Moment edited = host.machine.now();
        if (comesBack) {
            host.machine.run(new Moment(edited.instructions() + 20_000, 0));
            host.machine.goTo(edited);
        }
        host.machine.apply(new InputAction.RaiseInterrupt(1, 1));
        recorder.futureDiscarded();
        host.machine.run(new Moment(edited.instructions() + 20_000, 0));
    }
}
