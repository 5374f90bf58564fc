package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;

/** Hazards in what a host does that goes wrong. */
class HazardTest {
    private static final int SET_VCPU_EVENTS = 0xaea0;
    private static final int USER_READ = 0x5203;
    private static final int FAIL_RMI = 0x5209;
    private static final int MADVISE = 233;
    private static final long DONTNEED = 4;
    private static final long GRANULE_UNDELEGATE = 0xc400_0152L;
    private static final long RMI_ERROR_INPUT = 1;
    private static final long PAGE = 0x20_0000;
    private static final String TOUCH = "mov x1, #0x200000\nstr x1, [x1]\n" + RealmHost.HOST_CALL;

    private static RealmHost afterFirstExit(String program) {
        RealmHost host = RealmHost.withRealm(program + RealmHost.SYSTEM_OFF);
        host.postRun(1);
        host.awaitRun(1);
        return host;
    }

    private static String what(RealmHost host, HazardSource source, Hazard hazard, Runnable next) {
        DebugSession session = new DebugSession(host.machine(), CodeResolver.NONE, source, SessionListener.NONE);
        BreakpointStatus status = session.setBreakpoints(
                        BreakpointKind.HAZARD, List.of(new BreakpointRequest(new Breakpoint.HazardRaised(hazard))))
                .getFirst();
        assertTrue(status.verified());
        next.run();
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        return stop.hits().getFirst().what();
    }

    @Test
    void hostThatReadsMemoryOfTheRealmIsStoppedAtTheGranuleProtectionFault() {
        RealmHost host = afterFirstExit(TOUCH);
        String what = what(
                host,
                HazardSource.NONE,
                Hazard.GRANULE_PROTECTION_FAULT,
                () -> host.post(0, USER_READ, RealmHost.HVA + PAGE, 8));
        assertTrue(what.startsWith("granule protection fault at 0x"), what);
    }

    @Test
    void abortThatTheHostAsksForIsAHazardBeforeItIsTaken() {
        // Nothing is at this unprotected address: the access exits to the VMM.
        RealmHost host = afterFirstExit("mov x1, #0x800000000\nmov x3, #0x40000000\nadd x1, x1, x3\nldr w2, [x1]\n");
        host.post(0, SET_VCPU_EVENTS, 0, 0, 1);
        host.machine().run();
        assertTrue(host.isDone(0));
        String what = what(host, HazardSource.NONE, Hazard.INJECTED_ABORT, () -> host.postRun(1));
        assertEquals("the host asks RMI_REC_ENTER to take an abort to the realm", what);
    }

    @Test
    void granuleThatTheHostGivesUpIsAHazard() {
        RealmHost host = afterFirstExit(TOUCH);
        HostReports reports = new HostReports(host.machine(), host.reports());
        host.post(0, FAIL_RMI, GRANULE_UNDELEGATE, 1, 1, RMI_ERROR_INPUT);
        host.machine().run();
        String what = what(
                host,
                reports,
                Hazard.LEAKED_GRANULE,
                () -> host.post(0, MADVISE, RealmHost.HVA + PAGE, 0x1000, DONTNEED));
        assertTrue(what.startsWith("host leak at ") && what.endsWith(" is given up"), what);
    }
}
