package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;

/** Watches on memory by virtual addresses of worlds. */
class MemoryWatchTest {
    private static final String PROGRAM = """
        mov x1, #0x200000
        str x1, [x1]
        ldr x2, [x1]
        strb w1, [x1, #7]
        ldr x2, [x1, #8]
        """ + RealmHost.SYSTEM_OFF;

    private final RealmHost host = RealmHost.withRealm(PROGRAM);
    private final List<String> logged = new ArrayList<>();
    private final DebugSession session =
            new DebugSession(host.machine(), CodeResolver.NONE, HazardSource.NONE, new SessionListener() {
                @Override
                public void logged(int breakpoint, Moment moment, String text) {
                    logged.add(text);
                }
            });

    private BreakpointStatus set(BreakpointRequest request) {
        return session.setBreakpoints(request.breakpoint().kind(), List.of(request))
                .getFirst();
    }

    /** Addresses of the realm's instructions before which a watch of 8 bytes stops. */
    @ParameterizedTest
    @CsvSource({"false, true, 4 12", "true, false, 8", "true, true, 4 8 12"})
    void watchInARealmStopsBeforeTheAccessesThatItIsAbout(boolean onRead, boolean onWrite, String expected) {
        host.postRun(1);
        AddressSpace realm = new AddressSpace.Virtual(Regime.EL1R);
        set(new BreakpointRequest(new Breakpoint.Memory(realm, 0x20_0000L, 8, onRead, onWrite)));
        List<String> stops = new ArrayList<>();
        Stop stop = session.resume();
        while (stop instanceof Stop.AtBreakpoint at) {
            assertEquals(1, at.pe());
            stops.add(Long.toString(session.machine().pe(1).pc));
            stop = session.resume();
        }
        assertInstanceOf(Stop.Ended.class, stop);
        assertEquals(expected, String.join(" ", stops));
    }

    /** RmiRecRun begins with the flags that the host sets before it enters the REC. */
    @Test
    void watchInTheHostStopsBeforeItsStore() {
        host.postRun(1);
        session.setBreakpoints(
                BreakpointKind.CALL,
                List.of(new BreakpointRequest(new Breakpoint.Call("RMI_REC_ENTER", CallPhase.ENTRY, CallFilter.ANY))));
        Stop.AtBreakpoint entry = assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        long run = assertInstanceOf(
                        MachineEvent.RmiCall.class, entry.hits().getFirst().event())
                .arguments()
                .get(1);
        session.setBreakpoints(BreakpointKind.CALL, List.of());
        BreakpointStatus status = set(new BreakpointRequest(
                new Breakpoint.Memory(new AddressSpace.Virtual(Regime.EL2N), run, 8, false, true)));
        assertTrue(status.verified(), status::message);
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        assertEquals(SecurityState.NON_SECURE, session.machine().pe(stop.pe()).securityState);
        assertTrue(stop.hits().getFirst().what().contains("is about to access it"), stop::toString);
    }

    @Test
    void watchHasConditionHitCountAndLogMessage() {
        host.postRun(1);
        Breakpoint watch = new Breakpoint.Memory(new AddressSpace.Virtual(Regime.EL1R), 0x20_0000L, 8, true, true);
        Condition behindTheFirst = context -> context.view().machine().pe(1).pc > 4;
        set(new BreakpointRequest(watch, behindTheFirst, new HitCount(HitCount.Rule.EQUAL, 2), null));
        assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        assertEquals(12, session.machine().pe(1).pc);
        set(new BreakpointRequest(
                watch,
                Condition.ALWAYS,
                HitCount.EVERY,
                context -> "at " + context.view().machine().pe(1).pc));
        session.reverseContinue(Progress.NONE);
        assertInstanceOf(Stop.Ended.class, session.resume());
        assertEquals(List.of("at 4", "at 8", "at 12"), logged);
    }
}
