package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.inspect.Ripas;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;

/** Breakpoints of every kind on the host image and a realm that stores to three pages. */
class BreakpointTest {
    private static final RealmSelector REALM = new RealmSelector.Numbered(0);
    private static final int DEBUG_VM = 5;
    private static final String STORES = """
        mov x1, #0x200000
        str x1, [x1]
        add x1, x1, #0x1000
        str x1, [x1]
        mov x2, #0x800000000
        add x2, x2, #0x300000
        str x1, [x2]
        """;

    private final List<String> logged = new ArrayList<>();
    private final RealmHost host;
    private final DebugSession session;

    BreakpointTest() {
        host = RealmHost.withRealm(STORES + RealmHost.SYSTEM_OFF);
        session = session(host, CodeResolver.NONE, HazardSource.NONE);
        host.postRun(1);
    }

    private DebugSession session(RealmHost realmHost, CodeResolver resolver, HazardSource hazards) {
        return new DebugSession(realmHost.machine(), resolver, hazards, new SessionListener() {
            @Override
            public void logged(int breakpoint, Moment moment, String text) {
                logged.add(text);
            }
        });
    }

    private BreakpointStatus set(Breakpoint breakpoint) {
        return set(new BreakpointRequest(breakpoint));
    }

    private BreakpointStatus set(BreakpointRequest request) {
        return session.setBreakpoints(request.breakpoint().kind(), List.of(request))
                .getFirst();
    }

    private Stop.AtBreakpoint resumeToBreakpoint() {
        return assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
    }

    private List<String> all() {
        List<String> whats = new ArrayList<>();
        Stop stop = session.resume();
        while (stop instanceof Stop.AtBreakpoint hit) {
            hit.hits().forEach(each -> whats.add(each.what()));
            stop = session.resume();
        }
        assertInstanceOf(Stop.Ended.class, stop);
        return whats;
    }

    private static Breakpoint.Call call(String glob, CallPhase phase) {
        return new Breakpoint.Call(glob, phase, CallFilter.ANY);
    }

    // --- calls

    @Test
    void entryOfAnRmiCallStopsBeforeItsEffect() {
        BreakpointRequest second = new BreakpointRequest(
                call("RMI_DATA_CREATE_UNKNOWN", CallPhase.ENTRY),
                Condition.ALWAYS,
                new HitCount(HitCount.Rule.EQUAL, 2),
                null);
        assertTrue(set(second).verified());
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        MachineEvent.RmiCall call = assertInstanceOf(
                MachineEvent.RmiCall.class, stop.hits().getFirst().event());
        long rd = call.arguments().get(0);
        assertEquals(0x20_0000L, call.arguments().get(2));
        assertFalse(session.view().rttLeaf(rd, 0x20_0000L).isAssigned());
        session.stepInstruction(stop.pe());
        assertTrue(session.view().rttLeaf(rd, 0x20_0000L).isAssigned());
    }

    @Test
    void outcomeOfAnRmiCallStopsBehindItsEffectAndBeforeTheHostGoesOn() {
        set(new Breakpoint.Call(
                "RMI_DATA_CREATE_UNKNOWN", CallPhase.OUTCOME, new CallFilter(0, null, null, null, null, null)));
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        MachineEvent.RmiReturn result = assertInstanceOf(
                MachineEvent.RmiReturn.class, stop.hits().getFirst().event());
        assertTrue(session.view()
                .rttLeaf(result.arguments().getFirst(), 0x20_0000L)
                .isAssigned());
        assertEquals(0, session.machine().pe(stop.pe()).x[0]);
    }

    @Test
    void globStopsAtEveryFunctionThatMatches() {
        set(call("RMI_DATA_*", CallPhase.ENTRY));
        // The first one fails, because the table of level 3 is missing.
        assertEquals(
                List.of("ipa = 0x200000)", "ipa = 0x200000)", "ipa = 0x201000)"),
                all().stream().map(text -> text.substring(text.indexOf("ipa"))).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "RMI_DATA_*, 0, , 2",
        "RMI_DATA_*, 1, , 0",
        "RMI_DATA_*, 4, 2, 1",
        "RMI_DATA_*, 4, 1, 0",
        "RMI_D?TA_*, , , 3",
    })
    void statusAndIndexAreFiltered(String glob, @Nullable Integer status, @Nullable Integer index, int count) {
        set(new Breakpoint.Call(glob, CallPhase.OUTCOME, new CallFilter(status, index, null, null, null, null)));
        assertEquals(count, all().size());
    }

    @Test
    void callsAreFilteredByRealmIpaAndVcpu() {
        AddressRange second = new AddressRange(0x20_1000L, 0x20_2000L);
        set(new Breakpoint.Call(
                "RMI_DATA_CREATE_UNKNOWN", CallPhase.ENTRY, new CallFilter(null, null, REALM, null, second, null)));
        assertEquals(1, all().size());
    }

    @Test
    void callOfAnotherRealmDoesNotStop() {
        RealmSelector other = new RealmSelector.Numbered(1);
        set(new Breakpoint.Call("RMI_DATA_*", CallPhase.ENTRY, new CallFilter(null, null, other, null, null, null)));
        assertEquals(List.of(), all());
    }

    @Test
    void vcpuOfRecEnterIsFiltered() {
        set(new Breakpoint.Call("RMI_REC_ENTER", CallPhase.ENTRY, new CallFilter(null, null, null, 1, null, null)));
        assertEquals(List.of(), all());
    }

    @Test
    void realmsCallStopsBeforeTheRmmActsAndAtItsOutcome() {
        set(call("PSCI_SYSTEM_OFF", CallPhase.ENTRY));
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertEquals(1, stop.pe());
        assertEquals("ACTIVE", session.view().realms().getFirst().state());
        set(call("PSCI_SYSTEM_OFF", CallPhase.OUTCOME));
        resumeToBreakpoint();
        assertEquals("SYSTEM_OFF", session.view().realms().getFirst().state());
    }

    @Test
    void unknownFunctionIsRefusedWithItsName() {
        BreakpointStatus status = set(call("RMI_FOO*", CallPhase.ENTRY));
        assertFalse(status.verified());
        assertEquals("No RMI, RSI or PSCI function has the name RMI_FOO*.", status.message());
    }

    // --- faults

    @Test
    void faultStopsBeforeAnySoftwareActs() {
        set(new Breakpoint.Fault(FaultFilter.ANY));
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertEquals(1, stop.pe());
        assertEquals(2, session.machine().pe(1).el);
        assertEquals(
                "stage 2 translation fault of level 2: write of IPA 0x200000",
                stop.hits().getFirst().what());
        assertEquals(2, all().size());
    }

    @ParameterizedTest
    @CsvSource({
        "0x200000, 0x201000, , , , 1",
        ", , true, , , 2",
        ", , false, , , 1",
        ", , , READ, , 0",
        ", , , WRITE, , 3",
        ", , , FETCH, , 0",
        ", , , , 3, 1",
        ", , , , 2, 1",
        ", , , , 1, 1",
    })
    void faultsAreFiltered(
            @Nullable String base,
            @Nullable String end,
            @Nullable Boolean isProtected,
            FaultFilter.@Nullable Access access,
            @Nullable Integer level,
            int count) {
        AddressRange range = base == null ? null : new AddressRange(Long.decode(base), Long.decode(end));
        set(new Breakpoint.Fault(new FaultFilter(range, isProtected, access, level, FaultKind.TRANSLATION, REALM, 1)));
        assertEquals(count, all().size());
    }

    // --- conditions, counts, log

    @Test
    void conditionHitCountAndNumberOfHits() {
        Condition second =
                context -> context.call() != null && context.call().value("ipa").orElse(0) >= 0x20_0000L;
        HitCount atSecond = new HitCount(HitCount.Rule.EQUAL, 2);
        BreakpointRequest request =
                new BreakpointRequest(call("RMI_DATA_CREATE_UNKNOWN", CallPhase.ENTRY), second, atSecond, null);
        set(request);
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertTrue(stop.hits().getFirst().what().contains("ipa = 0x200000"), stop::toString);
        assertEquals(2, session.breakpoints().getFirst().hits());
        assertInstanceOf(Stop.Ended.class, session.resume());
    }

    @Test
    void conditionThatCannotBeDecidedStopsAndSaysWhy() {
        Condition bad = context -> {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "no variable x");
        };
        set(new BreakpointRequest(new Breakpoint.Fault(FaultFilter.ANY), bad, HitCount.EVERY, null));
        assertEquals(
                "stage 2 translation fault of level 2: write of IPA 0x200000; its condition cannot be decided: no"
                        + " variable x",
                resumeToBreakpoint().hits().getFirst().what());
    }

    @Test
    void logMessageDoesNotStop() {
        LogMessage message = context -> "fault on PE " + context.pe();
        set(new BreakpointRequest(new Breakpoint.Fault(FaultFilter.ANY), Condition.ALWAYS, HitCount.EVERY, message));
        assertInstanceOf(Stop.Ended.class, session.resume());
        assertEquals(List.of("fault on PE 1", "fault on PE 1", "fault on PE 1"), logged);
    }

    @Test
    void settingAKindReplacesItAndKeepsWhatStays() {
        BreakpointRequest fault = new BreakpointRequest(new Breakpoint.Fault(FaultFilter.ANY));
        int id = set(fault).id();
        resumeToBreakpoint();
        BreakpointRequest narrow =
                new BreakpointRequest(new Breakpoint.Fault(new FaultFilter(null, false, null, null, null, null, null)));
        List<BreakpointStatus> statuses = session.setBreakpoints(BreakpointKind.FAULT, List.of(narrow, fault));
        assertEquals(id, statuses.get(1).id());
        assertEquals(1, statuses.get(1).hits());
        assertEquals(List.of(), session.setBreakpoints(BreakpointKind.FAULT, List.of()));
        assertInstanceOf(Stop.Ended.class, session.resume());
    }

    @Test
    void breakpointOfAnotherKindIsRefused() {
        BreakpointRequest fault = new BreakpointRequest(new Breakpoint.Fault(FaultFilter.ANY));
        assertThrows(UserError.class, () -> session.setBreakpoints(BreakpointKind.CALL, List.of(fault)));
    }

    // --- code

    @Test
    void codeOfARealmStopsThatRealmOnly() {
        AddressSpace space = new AddressSpace.Virtual(Regime.EL1R);
        assertTrue(set(new Breakpoint.Instruction(space, 0x8)).verified());
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertEquals(8, session.machine().pe(1).pc);
        assertEquals("EL1R:0x8", stop.hits().getFirst().what());
        assertInstanceOf(Stop.Ended.class, session.resume());
    }

    @Test
    void codeThatIsNotMappedIsArmedWhenItIs() {
        RealmHost jumper = RealmHost.withRealm("mov x1, #0x200000\nbr x1\n");
        DebugSession debugger = session(jumper, CodeResolver.NONE, HazardSource.NONE);
        Breakpoint there = new Breakpoint.Instruction(new AddressSpace.Ipa(REALM), 0x20_0000L);
        BreakpointStatus status = debugger.setBreakpoints(
                        BreakpointKind.INSTRUCTION, List.of(new BreakpointRequest(there)))
                .getFirst();
        assertFalse(status.verified());
        assertEquals(
                "ipa(realm0):0x200000 is UNASSIGNED, RIPAS RAM at level 2; armed when it is mapped.", status.message());
        jumper.postRun(1);
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
        assertEquals(0x20_0000L, debugger.machine().pe(1).pc);
        assertEquals(1, stop.pe());
        assertTrue(debugger.breakpoints().getFirst().verified());
    }

    @Test
    void functionAndLineStopWhereTheResolverSays() {
        BreakpointStatus.Place place = new BreakpointStatus.Place(new AddressSpace.Virtual(Regime.EL1R), 0x8);
        CodeResolver resolver = new CodeResolver() {
            @Override
            public List<BreakpointStatus.Place> line(String source, int line) {
                return line == 3 ? List.of(place) : List.of();
            }

            @Override
            public List<BreakpointStatus.Place> function(String name) {
                return name.equals("main") ? List.of(place) : List.of();
            }
        };
        DebugSession debugger = session(host, resolver, HazardSource.NONE);
        BreakpointStatus line = debugger.setBreakpoints(
                        BreakpointKind.SOURCE, List.of(new BreakpointRequest(new Breakpoint.SourceLine("a.rme", 4))))
                .getFirst();
        assertEquals("No code is known for line 4 of a.rme.", line.message());
        debugger.setBreakpoints(
                BreakpointKind.SOURCE, List.of(new BreakpointRequest(new Breakpoint.SourceLine("a.rme", 3))));
        debugger.setBreakpoints(
                BreakpointKind.FUNCTION, List.of(new BreakpointRequest(new Breakpoint.Function("main"))));
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
        assertEquals(2, stop.hits().size());
    }

    // --- data

    @Test
    void watchOnIpaStopsBeforeTheAccess() {
        set(new Breakpoint.Memory(new AddressSpace.Ipa(REALM), 0x20_1000L, 8, false, true));
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertEquals(1, stop.pe());
        assertEquals(0xc, session.machine().pe(1).pc);
        assertEquals(
                0,
                session.view().read(new AddressSpace.Ipa(REALM), 0x20_1000L, 8).bytes()[1]);
        assertEquals(List.of(), all());
    }

    @Test
    void watchStopsOnceAtAPlaceAndAgainForWhoComesBackToIt() {
        set(new Breakpoint.Memory(new AddressSpace.Ipa(REALM), 0x20_1000L, 8, false, true));
        Moment place = resumeToBreakpoint().moment();
        assertInstanceOf(Stop.StepComplete.class, session.stepInstruction(1));
        assertEquals(0x10, session.machine().pe(1).pc);
        session.stepBack(1);
        assertEquals(place, session.machine().now());
        Stop again = assertInstanceOf(Stop.AtBreakpoint.class, session.stepInstruction(1));
        assertEquals(place, again.moment());
        assertInstanceOf(Stop.StepComplete.class, session.stepInstruction(1));
        assertEquals(0x10, session.machine().pe(1).pc);
        assertEquals(place, session.reverseContinue(Progress.NONE).moment());
        assertInstanceOf(Stop.StepComplete.class, session.stepInstruction(1));
        assertEquals(0x10, session.machine().pe(1).pc);
    }

    @Test
    void watchOnPhysicalMemoryStopsBehindTheFirmwaresWrite() {
        set(call("RMI_REC_ENTER", CallPhase.ENTRY));
        Stop.AtBreakpoint entry = resumeToBreakpoint();
        long run = ((MachineEvent.RmiCall) entry.hits().getFirst().event())
                .arguments()
                .get(1);
        session.setBreakpoints(BreakpointKind.CALL, List.of());
        set(new Breakpoint.Memory(
                new AddressSpace.Physical(PhysicalAddressSpace.NON_SECURE), run + 0x910, 8, false, true));
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertTrue(stop.hits().getFirst().what().contains("firmware has written it"), stop::toString);
    }

    @Test
    void watchOfAGranuleThatIsInAnotherSpaceWaitsUntilItIsNot() {
        AddressSpace space = new AddressSpace.Physical(PhysicalAddressSpace.REALM);
        set(call("RMI_GRANULE_DELEGATE", CallPhase.ENTRY));
        Stop.AtBreakpoint delegation = resumeToBreakpoint();
        long pa = assertInstanceOf(
                        MachineEvent.RmiCall.class, delegation.hits().getFirst().event())
                .arguments()
                .getFirst();
        session.setBreakpoints(BreakpointKind.CALL, List.of());
        BreakpointStatus status = set(new Breakpoint.Memory(space, pa, 8, true, true));
        assertTrue(status.verified());
        assertEquals(
                "A part of pa(realm):0x%x is in a granule of pa(ns); not hit before that changes.".formatted(pa),
                status.message());
        resumeToBreakpoint();
        assertEquals(
                PhysicalAddressSpace.REALM,
                session.machine().platform().granuleProtection.owner(pa));
        assertFalse(set(new Breakpoint.Memory(space, 0x1000, 8, true, true)).verified());
    }

    @Test
    void ripasAndRttChangesStopBehindTheCommand() {
        AddressRange page = new AddressRange(0x20_0000L, 0x20_1000L);
        set(new Breakpoint.RttChange(REALM, page));
        Stop.AtBreakpoint stop = resumeToBreakpoint();
        assertInstanceOf(MachineEvent.RmiReturn.class, stop.hits().getFirst().event());
        assertTrue(all().size() <= 1);
        assertTrue(session.view()
                .rttLeaf(session.view().realms().getFirst().rd(), 0x20_0000L)
                .isAssigned());
    }

    @Test
    void ripasChangeStopsOnlyIfTheRipasChanges() {
        RealmHost setter = RealmHost.withRealm("""
            mov x1, #0x200000
            mov x2, #0x200000
            add x2, x2, #0x1000
            mov x3, #0
            mov x4, #0
            movz x0, #0x197
            movk x0, #0xc400, lsl #16
            smc #0
            """ + RealmHost.SYSTEM_OFF);
        DebugSession debugger = session(setter, CodeResolver.NONE, HazardSource.NONE);
        setter.postRun(1);
        debugger.setBreakpoints(
                BreakpointKind.DATA,
                List.of(
                        new BreakpointRequest(new Breakpoint.RipasChange(REALM, new AddressRange(0, 0x40_0000L))),
                        new BreakpointRequest(
                                new Breakpoint.RipasChange(REALM, new AddressRange(0x20_1000L, 0x40_0000L)))));
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
        assertEquals(1, stop.hits().size());
        assertEquals(
                "RIPAS of 0x200000 to 0x200fff goes from RAM to EMPTY",
                stop.hits().getFirst().what());
        long rd = debugger.view().realms().getFirst().rd();
        assertEquals(
                Ripas.EMPTY,
                debugger.view().ripas(rd, 0x20_0000L, 0x20_1000L).getFirst().value());
        assertInstanceOf(Stop.Ended.class, debugger.resume());
    }

    @Test
    void granuleChangesStopBehindTheCommand() {
        set(new Breakpoint.GranuleChange(new AddressRange(0x4000_0000L, 0x5000_0000L)));
        List<String> changes = all();
        assertTrue(
                changes.stream()
                        .anyMatch(text -> text.endsWith(" from UNDELEGATED in pa(ns) to DELEGATED in pa(realm)")),
                changes::toString);
        assertTrue(
                changes.stream().anyMatch(text -> text.matches(".* to DATA of 0x[0-9a-f]+ in pa\\(realm\\)")),
                changes::toString);
    }

    // --- hazards

    @Test
    void noForwardProgressStopsAtTheSixteenthFault() {
        RealmHost stuck =
                RealmHost.withRealm("mov x9, #0x300000\nstr x9, [x9]\n" + RealmHost.HOST_CALL + "str x9, [x9]\n");
        stuck.postRun(1);
        stuck.awaitRun(1);
        stuck.discard(0x30_0000L, 0x1000);
        DebugSession debugger = session(stuck, CodeResolver.NONE, HazardSource.NONE);
        debugger.setBreakpoints(
                BreakpointKind.HAZARD,
                List.of(new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.NO_FORWARD_PROGRESS))));
        stuck.postRun(1);
        Stop.AtBreakpoint stop = assertInstanceOf(
                Stop.AtBreakpoint.class,
                debugger.runUntil(new Moment(stuck.machine().now().instructions() + 1_000_000, 0)));
        assertEquals(
                "the instruction at 0x18 has faulted at ipa 0x300000 16 times in a row",
                stop.hits().getFirst().what());
    }

    @Test
    void abortThatTheRmmInjectsIsAHazard() {
        RealmHost empty = RealmHost.withRealm("mov x1, #0x8000000\nldr x1, [x1]\n");
        DebugSession debugger = session(empty, CodeResolver.NONE, HazardSource.NONE);
        debugger.setBreakpoints(
                BreakpointKind.HAZARD,
                List.of(new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.INJECTED_ABORT))));
        empty.postRun(1);
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
        assertEquals(
                "the RMM takes an abort to the realm on PE 1",
                stop.hits().getFirst().what());
    }

    @Test
    void hazardThatNobodySeesIsNotVerified() {
        BreakpointStatus status = set(new Breakpoint.HazardRaised(Hazard.HOST_WARNING));
        assertFalse(status.verified());
        assertEquals("Nothing in this session can see HOST_WARNING.", status.message());
    }

    @Test
    void bugThatTheHostReportsIsAHazard() {
        RealmHost jumper = RealmHost.withRealm("mov x1, #0x200000\nbr x1\n");
        jumper.setSwitch(DEBUG_VM, 1);
        DebugSession debugger = session(jumper, CodeResolver.NONE, new HostReports(jumper.machine(), jumper.reports()));
        List<BreakpointRequest> hazards = List.of(
                new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.HOST_WARNING)),
                new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.LEAKED_GRANULE)),
                new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.NS_MAPPING_OF_FREED_PAGE)));
        List<BreakpointStatus> statuses = debugger.setBreakpoints(BreakpointKind.HAZARD, hazards);
        assertEquals(
                List.of(true, true, false),
                statuses.stream().map(BreakpointStatus::verified).toList());
        jumper.postRun(1);
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
        String what = stop.hits().getFirst().what();
        assertTrue(what.startsWith("host bug at ") && what.contains("exec_fault"), what);
        assertEquals(1, stop.hits().size());
    }

    @Test
    void sourceOfHazardsIsAskedAboutEveryEvent() {
        HazardSource source = new HazardSource() {
            @Override
            public boolean knows(Hazard hazard) {
                return hazard == Hazard.LEAKED_GRANULE;
            }

            @Override
            public @Nullable Occurrence check(Hazard hazard, MachineEvent event) {
                boolean isMap = event instanceof MachineEvent.RmiReturn result
                        && result.command() == RmiCommand.RTT_MAP_UNPROTECTED;
                return isMap ? new Occurrence("leaked") : null;
            }
        };
        DebugSession debugger = session(host, CodeResolver.NONE, source);
        BreakpointStatus status = debugger.setBreakpoints(
                        BreakpointKind.HAZARD,
                        List.of(new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.LEAKED_GRANULE))))
                .getFirst();
        assertTrue(status.verified());
        assertInstanceOf(Stop.AtBreakpoint.class, debugger.resume());
    }
}
