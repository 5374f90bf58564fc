package org.realmscope.machine.hostkvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.Programs;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultGroup;
import org.realmscope.machine.history.FaultGroups;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.HostTraceEvent;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RttState;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.history.TraceRings;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.rmm.choices.RmmChoices;

/** What a recorder knows of faults that the host image, or the RMM alone, deals with. */
class FaultRecordingTest {
    private static final String SYSTEM_OFF = "\nmovz x0, #8\nmovk x0, #0x8400, lsl #16\nsmc #0\n";
    private static final String HOST_CALL = "\nmov x1, #0x200000\nmovz x0, #0x199\nmovk x0, #0xc400, lsl #16\nsmc #0\n";
    private static final String THREE_FAULTS = """
        mov x1, #0x200000
        str x1, [x1]
        mov x1, #0x300000
        str x1, [x1]
        mov x1, #0x400000
        ldr x2, [x1]
        mov x1, #0x500000
        """ + SYSTEM_OFF;
    private static final long DONTNEED = 4;
    private static final int READONLY_UNPROTECTED = 1;
    private static final int FIXED = 2;
    private static final long DATA_CREATE_UNKNOWN = 0xc400_0154L;

    private final HostDriver host = new HostDriver(2);
    private final RunRecorder recorder =
            RunRecorder.attach(host.machine, HistoryLimits.DEFAULT.withTraceEvents(10_000));

    FaultRecordingTest() {
        recorder.host()
                .setTraceRings(new TraceRings(host.value(0, 0), host.value(0, 1), host.value(0, 2), host.value(0, 3)));
    }

    private static TraceRings rings(HostDriver host) {
        return new TraceRings(host.value(0, 0), host.value(0, 1), host.value(0, 2), host.value(0, 3));
    }

    private FaultRecord onlyFault(String program) {
        host.createRealm(1, 0, program + SYSTEM_OFF);
        recorder.mark();
        assertEquals(0, host.run(1), () -> host.reports().toString());
        assertEquals(1, recorder.faults().count());
        return recorder.faults().fault(1);
    }

    private static List<String> calls(FaultRecord fault) {
        return fault.rmi().stream().map(RmiCallRecord::name).toList();
    }

    @Test
    void protectedFaultIsRecordedWithItsHandling() {
        FaultRecord fault = onlyFault("mov x1, #0x200000\nstr x1, [x1, #8]\n");
        assertEquals(1, fault.number());
        assertEquals(1, fault.guest().pe());
        assertEquals(0, fault.guest().realm());
        assertEquals(0, fault.guest().vcpu());
        assertEquals(4, fault.guest().pc());
        assertEquals(0x20_0008L, fault.ipa());
        assertEquals(true, fault.isProtected());
        assertEquals(Access.WRITE, fault.access());
        // Data Abort, ISV, SAS 3, SRT 1, SF, WnR, translation fault at level 2
        assertEquals(new FaultRecord.SeenByPe(0x93c1_8046L, 0x20_0008L, 0x2000, 2), fault.seenByPe());
        assertEquals(new FaultRecord.SeenByHost(0x9000_0006L, 0, 0x2000), fault.seenByHost());
        assertEquals("Protected, RIPAS RAM, UNASSIGNED", decision(fault).row());
        assertEquals("REC exit, Non-emulatable Data Abort", decision(fault).result());
        assertEquals(new RttState(2, "UNASSIGNED", "RAM"), fault.before());
        assertEquals(new RttState(3, "ASSIGNED", "RAM"), fault.after());
        assertEquals(new FaultRecord.Resolution(ResolutionKind.MAPPED, "RMI_DATA_CREATE_UNKNOWN"), fault.resolution());
        assertEquals(
                List.of(
                        "RMI_GRANULE_DELEGATE",
                        "RMI_DATA_CREATE_UNKNOWN",
                        "RMI_GRANULE_DELEGATE",
                        "RMI_RTT_CREATE",
                        "RMI_DATA_CREATE_UNKNOWN",
                        "RMI_REC_ENTER"),
                calls(fault));
        assertEquals("RMI_ERROR_RTT(2)", fault.rmi().get(1).resultText());
        assertEquals(0x20_0000L, fault.rmi().get(1).arguments().get(2));
        assertNull(fault.rmi().getLast().result());
        assertEquals(1, fault.returnCode());
        assertFalse(fault.repeats());
        assertEquals(6, fault.cost().rmiCalls());
        assertEquals(2, fault.cost().gptChanges());
        assertEquals(0, fault.cost().tlbInvalidations());
    }

    private static FaultRecord.Decision decision(FaultRecord fault) {
        FaultRecord.Decision decision = fault.decision();
        assertNotNull(decision);
        return decision;
    }

    @Test
    void callsOfAFaultAscendFromItsMoment() {
        FaultRecord fault = onlyFault("mov x1, #0x200000\nstr x1, [x1, #8]\n");
        Moment last = fault.moment();
        for (RmiCallRecord call : fault.rmi()) {
            assertTrue(last.isBefore(call.moment()), () -> fault.toString());
            last = call.moment();
        }
        // With one vCPU the host's instructions are all that happen between the exit and the last call.
        long between = last.instructions() - fault.moment().instructions();
        assertTrue(fault.cost().hostInstructions() <= between && fault.cost().hostInstructions() > between - 10);
    }

    @Test
    void unprotectedFaultShowsTheHostTheAccess() {
        FaultRecord fault = onlyFault("mov x1, #0x800000000\nadd x1, x1, #0x300000\nldrb w2, [x1, #5]\n");
        assertEquals(0x8_0030_0005L, fault.ipa());
        assertEquals(false, fault.isProtected());
        assertEquals(Access.READ, fault.access());
        assertEquals(new FaultRecord.SeenByHost(0x9100_0005L, 5, 0x800_3000L), fault.seenByHost());
        assertEquals("Unprotected, UNASSIGNED_NS, ISV = 1", decision(fault).row());
        assertEquals(new RttState(1, "UNASSIGNED_NS", null), fault.before());
        assertEquals(new RttState(3, "ASSIGNED_NS", null), fault.after());
        assertEquals(new FaultRecord.Resolution(ResolutionKind.MAPPED, "RMI_RTT_MAP_UNPROTECTED"), fault.resolution());
    }

    @Test
    void invalidationsOfTheRmmAreCounted() {
        host.ok(HostDriver.SET_SWITCH, READONLY_UNPROTECTED, FIXED);
        host.createRealm(1, 0, """
            mov x5, #0x800000000
            add x5, x5, #0x300000
            ldr x6, [x5]
            str x5, [x5]
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        FaultRecord write = recorder.faults().fault(recorder.faults().count());
        assertEquals(
                "Unprotected, ASSIGNED_NS, permission fault, ISV = 1",
                decision(write).row());
        assertTrue(
                calls(write).contains("RMI_RTT_UNMAP_UNPROTECTED"),
                () -> calls(write).toString());
        assertEquals(1, write.cost().tlbInvalidations());
        assertEquals(0, write.cost().gptChanges());
        assertEquals(new RttState(3, "ASSIGNED_NS", null), write.after());
        assertFalse(write.cost().estimate().isComplete());
    }

    @Test
    void fetchIsAnExecuteAccess() {
        host.createRealm(1, 0, "mov x1, #0x200000\nbr x1\n");
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 5_000, 0));
        FaultRecord fault = recorder.faults().fault(1);
        assertEquals(Access.EXECUTE, fault.access());
        assertEquals(0x20_0000L, fault.guest().pc());
        assertEquals("REC exit, Instruction Abort", decision(fault).result());
    }

    @Test
    void emptyMemoryIsAnsweredByTheRmmAlone() {
        host.createRealm(1, 0, "mov x1, #0x8000000\nldr x1, [x1]\n");
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 5_000, 0));
        FaultRecord fault = recorder.faults().fault(1);
        assertNull(fault.seenByHost());
        assertEquals("Protected, RIPAS EMPTY", decision(fault).row());
        assertEquals(new RttState(2, "UNASSIGNED", "EMPTY"), fault.before());
        assertEquals(fault.before(), fault.after());
        assertEquals(new FaultRecord.Resolution(ResolutionKind.INJECTED, null), fault.resolution());
        assertEquals(List.of(), fault.rmi());
        assertNull(fault.returnCode());
        assertEquals(-1, fault.cost().hostInstructions());
    }

    @Test
    void deviceAccessIsEmulated() {
        host.createRealm(1, 0, """
            mov x3, #0x800000000
            movk x3, #0x900, lsl #16
            mov x1, #0x55
            strb w1, [x3, #8]
            """ + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        assertEquals(
                ResolutionKind.OPEN, recorder.faults().fault(1).resolution().kind());
        assertEquals(0, host.run(1));
        FaultRecord fault = recorder.faults().fault(1);
        assertEquals(0x8_0900_0008L, fault.ipa());
        assertEquals(new FaultRecord.Resolution(ResolutionKind.EMULATED, null), fault.resolution());
        assertEquals(List.of("RMI_REC_ENTER"), calls(fault));
        assertEquals(0, fault.returnCode());
    }

    @Test
    void failedHandlingIsSettledWithItsReturnCode() {
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        host.ok(HostDriver.FAIL_RMI, DATA_CREATE_UNKNOWN, 1, 1, 1);
        assertEquals(-6, host.run(1));
        assertEquals(
                ResolutionKind.OPEN, recorder.faults().fault(1).resolution().kind());
        recorder.settle();
        FaultRecord fault = recorder.faults().fault(1);
        assertEquals(new FaultRecord.Resolution(ResolutionKind.NONE, null), fault.resolution());
        assertEquals(-6, fault.returnCode());
        assertEquals(new RttState(2, "UNASSIGNED", "RAM"), fault.after());
    }

    @Test
    void destroyedRecSettlesItsFault() {
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        host.ok(HostDriver.FAIL_RMI, DATA_CREATE_UNKNOWN, 1, 1, 1);
        assertEquals(-6, host.run(1));
        host.destroyRealm();
        FaultRecord fault = recorder.faults().fault(1);
        assertEquals(ResolutionKind.NONE, fault.resolution().kind());
        assertEquals(new RttState(2, "UNASSIGNED", "RAM"), fault.after());
        assertEquals(0, fault.guest().realm());
        assertEquals(List.of(), recorder.history().tables());
    }

    @Test
    void realmsGoByTheOrderOfCreation() {
        host.createRealm(1, 0, "mov x1, #0x200000\nstr x1, [x1]\n" + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        host.destroyRealm();
        host.createRealm(1, 0, "mov x1, #0x300000\nstr x1, [x1]\n" + SYSTEM_OFF);
        assertEquals(0, host.run(1));
        assertEquals(0, recorder.faults().fault(1).guest().realm());
        assertEquals(1, recorder.faults().fault(2).guest().realm());
        assertEquals(0, recorder.faults().fault(2).guest().vcpu());
    }

    @Test
    void destroyedMemoryRepeatsWithoutProgress() {
        host.createRealm(1, 0, "mov x1, #0x300000\nstr x1, [x1]\n" + HOST_CALL + "mov x1, #0x300000\nldr x2, [x1]\n");
        assertEquals(0, host.run(1), () -> host.reports().toString());
        long before = recorder.faults().count();
        host.ok(HostDriver.MADVISE, HostDriver.HVA + 0x30_0000, 0x1000, DONTNEED);
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + 60_000, 0));
        FaultRecord first = recorder.faults().fault(before + 1);
        assertEquals("Protected, RIPAS DESTROYED", decision(first).row());
        assertEquals(new RttState(3, "UNASSIGNED", "DESTROYED"), first.before());
        assertEquals(new RttState(3, "ASSIGNED", "DESTROYED"), first.after());
        assertEquals(ResolutionKind.REENTERED, first.resolution().kind());
        assertFalse(first.repeats());
        assertTrue(recorder.faults().fault(before + 2).repeats());
        FaultGroup stuck = FaultGroups.of(recorder.faults(), 100, 100).stuck().getFirst();
        assertEquals(before + 1, stuck.first().number());
        assertEquals(recorder.faults().count() - before, stuck.count());
        String missing = stuck.missingTransition();
        assertNotNull(missing);
        assertTrue(missing.contains("RSI_IPA_STATE_SET") && missing.contains("CHANGE_DESTROYED"), missing);
    }

    @Test
    void totalsCountCallsByStatusAndFromTheMark() {
        FaultRecord fault = onlyFault("mov x1, #0x200000\nstr x1, [x1, #8]\n");
        assertEquals(6, fault.cost().rmiCalls());
        var sinceStart = recorder.history().totalsSinceStart();
        assertEquals(2, sinceStart.count("RMI_GRANULE_DELEGATE"));
        assertEquals(2, sinceStart.count("RMI_DATA_CREATE_UNKNOWN"));
        assertEquals(2, sinceStart.count("RMI_REC_ENTER"));
        assertEquals(0, sinceStart.count("RMI_REALM_CREATE"));
        assertEquals(1, recorder.history().totals().count("RMI_REALM_CREATE"));
        assertTrue(sinceStart.lines().stream()
                .anyMatch(line -> line.command().equals("RMI_DATA_CREATE_UNKNOWN")
                        && "RMI_ERROR_RTT".equals(line.status())
                        && line.index() == 2
                        && line.count() == 1));
        assertEquals(2, recorder.history().exits().count());
        assertTrue(recorder.history().otherCalls().stream()
                .anyMatch(call -> call.name().equals("RMI_REALM_CREATE")));
    }

    @Test
    void goingBackRecordsNothingTwice() {
        onlyFault("mov x1, #0x200000\nstr x1, [x1, #8]\n");
        Moment end = host.machine.now();
        var before = recorder.history();
        host.machine.goTo(recorder.faults().fault(1).moment());
        host.machine.run(end);
        assertEquals(before.totals(), recorder.history().totals());
        assertEquals(before.exits(), recorder.history().exits());
        assertEquals(1, recorder.faults().count());
    }

    /** Three faults; the run is changed at the second one, and recorded as one that was changed there at once. */
    @ParameterizedTest
    @CsvSource({
        "3000, false, 4000000",
        "3000, true, 4000000",
        "3000, true, 20000",
        "3000, true, 1000",
        "3000, true, 100",
        "3000, true, 1",
        "2500, true, 100",
        "5600, true, 100",
        "6600, true, 100",
        "7600, true, 1",
        "8600, true, 1000",
    })
    void changedPastIsRecordedAnew(long after, boolean cameBack, long markInterval) {
        RunRecorder recorder = RunRecorder.attach(
                host.machine, HistoryLimits.DEFAULT.withTraceEvents(10_000).withMarkInterval(markInterval));
        recorder.host().setTraceRings(rings(host));
        host.createRealm(1, 0, THREE_FAULTS);
        host.post(1, HostDriver.RUN);
        host.machine.run(new Moment(host.machine.now().instructions() + after, 0));
        Moment edited = host.machine.now();
        if (cameBack) {
            host.machine.run(new Moment(edited.instructions() + 20_000, 0));
            assertEquals(3, recorder.faults().count());
            host.machine.goTo(edited);
        }
        // The host's exit handler finds that the vCPU is to leave KVM_RUN.
        host.machine.apply(new InputAction.RaiseInterrupt(1, 1));
        recorder.futureDiscarded();
        host.machine.run(new Moment(edited.instructions() + 20_000, 0));
        RunRecorder other = changedAtOnce(after);
        assertEquals(other.history().totals(), recorder.history().totals());
        assertEquals(other.history().exits(), recorder.history().exits());
        assertEquals(other.history().worldSwitches(), recorder.history().worldSwitches());
        assertEquals(other.history().otherCalls(), recorder.history().otherCalls());
        assertEquals(other.history().trace(), recorder.history().trace());
        assertEquals(all(other), all(recorder));
    }

    private static RunRecorder changedAtOnce(long after) {
        HostDriver straight = new HostDriver(2);
        RunRecorder other = RunRecorder.attach(straight.machine, HistoryLimits.DEFAULT.withTraceEvents(10_000));
        other.host().setTraceRings(rings(straight));
        straight.createRealm(1, 0, THREE_FAULTS);
        straight.post(1, HostDriver.RUN);
        straight.machine.run(new Moment(straight.machine.now().instructions() + after, 0));
        Moment edited = straight.machine.now();
        straight.machine.apply(new InputAction.RaiseInterrupt(1, 1));
        straight.machine.run(new Moment(edited.instructions() + 20_000, 0));
        return other;
    }

    private static List<FaultRecord> all(RunRecorder recorded) {
        List<FaultRecord> faults = new ArrayList<>();
        recorded.faults().forEach(faults::add);
        return faults;
    }

    @Test
    void recordingDoesNotChangeTheRun() {
        String program = "mov x1, #0x200000\nstr x1, [x1, #8]\n" + SYSTEM_OFF;
        HostDriver silent = new HostDriver(2);
        silent.createRealm(1, 0, program);
        host.createRealm(1, 0, program);
        assertEquals(silent.run(1), host.run(1));
        assertEquals(silent.machine.now(), host.machine.now());
        assertEquals(silent.machine.stateHash(), host.machine.stateHash());
    }

    @Test
    void traceIsKeptInTheOrderOfTheCounter() {
        FaultRecord fault = onlyFault("mov x1, #0x200000\nstr x1, [x1, #8]\n");
        List<HostTraceEvent> trace = recorder.history().trace();
        for (int i = 1; i < trace.size(); i++) {
            assertTrue(trace.get(i - 1).count() <= trace.get(i).count());
        }
        // kvm_guest_fault has the address that the host was shown.
        HostTraceEvent guestFault =
                trace.stream().filter(event -> event.kind() == 3).findFirst().orElseThrow();
        assertEquals(0x20_0000L, guestFault.fields().get(3));
        assertTrue(guestFault.count() > fault.moment().instructions());
    }

    @Test
    void tablesAreReadWhenTheRecorderIsSettled() {
        onlyFault("mov x1, #0x200000\nstr x1, [x1, #8]\n");
        recorder.settle();
        var tables = recorder.history().tables().getFirst();
        assertEquals(36, tables.ipaWidth());
        assertEquals(1, tables.startLevel());
        var page = tables.at(0x20_0000);
        assertNotNull(page);
        assertEquals(new RttState(3, "ASSIGNED", "RAM"), page.state());
        assertEquals("RAM", tables.ripas().getFirst().ripas());
        assertEquals(64L << 20, tables.ripas().getFirst().end());
        assertEquals(5, tables.measurements().size());
    }

    @ParameterizedTest
    @CsvSource({"stub, 0", "built-in, 4"})
    void anImageKeepsItsDecisionsAndTablesToItself(String firmware, long decided) {
        Machine machine = new Machine(
                firmware.equals("stub")
                        ? MachineConfiguration.DEFAULT.withFirmware(RealmFirmware.stub())
                        : MachineConfiguration.DEFAULT.withFirmware(RealmFirmware.builtIn(RmmChoices.SPECIFICATION)),
                List.of(Programs.walkingSkeleton()));
        RunRecorder recorded = RunRecorder.attach(machine, HistoryLimits.DEFAULT);
        machine.run();
        assertEquals(4, recorded.faults().count());
        long known = 0;
        for (long number = 1; number <= 4; number++) {
            FaultRecord fault = recorded.faults().fault(number);
            known += fault.decision() != null && fault.before() != null ? 1 : 0;
            assertEquals(0, fault.guest().realm());
            assertEquals(number == 1, fault.isProtected());
            assertNotNull(fault.seenByHost());
            assertNull(fault.returnCode());
        }
        assertEquals(decided, known);
    }
}
