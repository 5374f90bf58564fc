package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.time.Moment;

/** Faults that no PE takes: the RMM needs the page of RsiHostCall, which the host has taken away. */
class ReportedFaultTest {
    private static final long STRUCTURE = 0x1000;
    private static final String TEXT =
            "stage 2 translation fault of level 3: read of IPA 0x1000, which the RMM reports";

    private final RealmHost host = RealmHost.withRealm(RealmHost.HOST_CALL + RealmHost.HOST_CALL);
    private final DebugSession session = new DebugSession(host.machine());

    ReportedFaultTest() {
        host.postRun(1);
        host.awaitRun(1);
        host.discard(STRUCTURE, 0x1000);
        host.postRun(1);
    }

    private Stop.AtBreakpoint resumeTo(Breakpoint breakpoint, Condition condition) {
        session.setBreakpoints(
                breakpoint.kind(), List.of(new BreakpointRequest(breakpoint, condition, HitCount.EVERY, null)));
        long end = host.machine().now().instructions() + 1_000_000;
        return assertInstanceOf(Stop.AtBreakpoint.class, session.runUntil(new Moment(end, 0)));
    }

    @Test
    void faultBreakpointStopsAtTheRecExit() {
        FaultFilter filter = new FaultFilter(
                new AddressRange(STRUCTURE, STRUCTURE + 0x1000),
                true,
                FaultFilter.Access.READ,
                3,
                FaultKind.TRANSLATION,
                new RealmSelector.Numbered(0),
                1);
        Stop.AtBreakpoint stop = resumeTo(
                new Breakpoint.Fault(filter),
                context -> context.fields().value("reported").orElseThrow() == 1
                        && context.fields().value("vcpu").orElseThrow() == 0
                        && context.fields().field("ripas").text().equals("DESTROYED"));
        assertEquals(TEXT, stop.hits().getFirst().what());
        assertInstanceOf(MachineEvent.RecExit.class, stop.hits().getFirst().event());
    }

    @Test
    void runToAFaultStopsThereInBothDirections() {
        Stop.EventReached first = assertInstanceOf(Stop.EventReached.class, session.runTo(StepTarget.FAULT, 1));
        assertInstanceOf(MachineEvent.RecExit.class, first.event());
        session.runTo(StepTarget.FAULT, 1);
        assertEquals(
                first.moment(),
                session.reverseTo(StepTarget.FAULT, 1, Progress.NONE).moment());
    }

    @Test
    void realmThatDoesNotGetOnIsNoticed() {
        Stop.AtBreakpoint stop = resumeTo(new Breakpoint.HazardRaised(Hazard.NO_FORWARD_PROGRESS), Condition.ALWAYS);
        assertEquals(ProgressDetector.LIMIT, host.machine().counts().faultRepeats(1));
        assertEquals(1, stop.pe());
    }
}
