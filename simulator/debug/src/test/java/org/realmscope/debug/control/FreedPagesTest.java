package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RegisterChange;
import org.realmscope.hostkvm.HostImage;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.time.Moment;

/** A host that frees what a realm has mapped is stopped where it does so. */
class FreedPagesTest {
    /** Switch: which aliases an unmap takes away (docs/vmm-port.md). */
    private static final int UNMAP_ALIAS = 6;

    private static final int RFC = 0;
    private static final int BOTH = 1;

    private static final long SHARED = 0x30_0000;
    private static final String PROGRAM = """
        mov x1, #0x800000000
        add x1, x1, #0x300000
        str x1, [x1]
        """ + RealmHost.HOST_CALL + RealmHost.SYSTEM_OFF;

    private static DebugSession session(RealmHost host) {
        ElfFile elf = ElfFile.parse(HostImage.NAME, HostImage.file());
        FreedPages freed = FreedPages.of(new Inspection(host.machine()), elf);
        return new DebugSession(host.machine(), CodeResolver.NONE, freed, SessionListener.NONE);
    }

    private static BreakpointStatus arm(DebugSession session) {
        return session.setBreakpoints(
                        BreakpointKind.HAZARD,
                        List.of(new BreakpointRequest(new Breakpoint.HazardRaised(Hazard.NS_MAPPING_OF_FREED_PAGE))))
                .getFirst();
    }

    private static RealmHost withSharedPage(boolean keepsAlias) {
        RealmHost host = RealmHost.withRealm(PROGRAM);
        host.setSwitch(UNMAP_ALIAS, keepsAlias ? RFC : BOTH);
        host.postRun(1);
        host.awaitRun(1);
        return host;
    }

    @Test
    void pageThatIsFreedWhileItIsMappedIsAHazard() {
        RealmHost host = withSharedPage(true);
        DebugSession session = session(host);
        assertTrue(arm(session).verified());
        long rd = session.view().realms().getFirst().rd();
        long page = session.view().rttLeaf(rd, RealmHost.UNPROTECTED + SHARED).outputAddress();
        host.postUnmap();
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        String expected = "the host frees pa 0x%x, which is mapped at ipa 0x%x of the realm with RD 0x%x"
                .formatted(page, RealmHost.UNPROTECTED + SHARED, rd);
        assertEquals(expected, stop.hits().getFirst().what());
        assertEquals(0, stop.pe());
    }

    @Test
    void hazardIsFoundAgainOnTheWayBack() {
        RealmHost host = withSharedPage(true);
        DebugSession session = session(host);
        arm(session);
        host.postUnmap();
        Stop first = session.resume();
        session.runUntil(new Moment(first.moment().instructions() + 2_000, 0));
        Stop.AtBreakpoint again = assertInstanceOf(Stop.AtBreakpoint.class, session.reverseContinue(Progress.NONE));
        assertEquals(first.moment(), again.moment());
    }

    @Test
    void hostThatUnmapsFirstIsNotStopped() {
        RealmHost host = withSharedPage(false);
        DebugSession session = session(host);
        arm(session);
        host.postUnmap();
        assertInstanceOf(Stop.Ended.class, session.resume());
        assertTrue(host.isDone(0));
    }

    /** A host that has another page mapped than the one it has just taken: one of two that it has given back before. */
    @Test
    void pageThatIsMappedWhileItIsFreeIsAHazard() {
        RealmHost host = RealmHost.withRealm("""
            mov x1, #0x800000000
            add x1, x1, #0x300000
            str x1, [x1]
            add x1, x1, #0x1000
            str x1, [x1]
            """ + RealmHost.HOST_CALL + """
            mov x1, #0x800000000
            add x1, x1, #0x300000
            add x1, x1, #0x2000
            str x1, [x1]
            """ + RealmHost.SYSTEM_OFF);
        host.setSwitch(UNMAP_ALIAS, BOTH);
        host.postRun(1);
        host.awaitRun(1);
        DebugSession session = session(host);
        long rd = session.view().realms().getFirst().rd();
        long first = session.view().rttLeaf(rd, RealmHost.UNPROTECTED + SHARED).outputAddress();
        long second = session.view()
                .rttLeaf(rd, RealmHost.UNPROTECTED + SHARED + 0x1000)
                .outputAddress();
        host.discard(SHARED, 0x2000);
        assertTrue(arm(session).verified());
        session.setBreakpoints(
                BreakpointKind.CALL,
                List.of(new BreakpointRequest(
                        new Breakpoint.Call("RMI_RTT_MAP_UNPROTECTED", CallPhase.ENTRY, CallFilter.ANY))));
        host.postRun(1);
        Stop.AtBreakpoint call = assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        long descriptor = session.machine().pe(call.pe()).x[4];
        long free = (descriptor & -0x1000) == first ? second : first;
        session.apply(RegisterChange.of(call.pe(), "X4", descriptor & 0xfff | free));
        session.setBreakpoints(BreakpointKind.CALL, List.of());
        Stop.AtBreakpoint stop = assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        assertEquals(
                "the host maps pa 0x%x, which is free, at ipa 0x800302000 of the realm with RD 0x%x"
                        .formatted(free, rd),
                stop.hits().getFirst().what());
    }

    @Test
    void rmmImageKeepsItsTablesToItself() {
        RealmHost host = RealmHost.booting(RealmFirmware.stub());
        assertFalse(arm(session(host)).verified());
    }
}
