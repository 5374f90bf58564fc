package org.realmscope.debug.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.dwarf.BreakpointPlace;
import org.realmscope.debug.dwarf.DebugInfo;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.fixture.GuestHost;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.pe.Pe;

/** Steps in code of the host image that the compiler has inlined, while it handles a realm's faults. */
class InlinedStepTest {
    private static final int WANTED = 12;

    private final GuestHost guest = new GuestHost();
    private final DebugSession session = guest.session();
    private final DebugInfo host = image().info();

    private ProgramImage image() {
        return guest.symbols().images().getFirst();
    }

    @Test
    void stepOutOfAnInlinedCallEndsInWhatItIsInlinedInto() {
        session.setBreakpoints(BreakpointKind.FUNCTION, List.of(new BreakpointRequest(new Breakpoint.Function("*"))));
        WorldStepper stepper = new WorldStepper(session, guest.symbols(), guest.models());
        Set<Long> tried = new LinkedHashSet<>();
        Stop stop = session.resume();
        while (stop instanceof Stop.AtBreakpoint at && tried.size() < WANTED) {
            Pe pe = session.machine().pe(at.pe());
            List<SourceFrame> frames = host.framesAt(pe.pc);
            boolean isInlined = at.pe() == 1 && frames.size() > 1 && isPlace(pe.pc);
            if (isInlined && tried.add(pe.pc)) {
                assertLeft(stepper, frames);
            }
            stop = session.resume();
        }
        assertTrue(tried.size() >= 3, tried::toString);
    }

    private boolean isPlace(long pc) {
        return host.functionPlaces(host.framesAt(pc).getFirst().name()).stream()
                .filter(BreakpointPlace::isInlined)
                .anyMatch(place -> place.address() == pc);
    }

    private void assertLeft(WorldStepper stepper, List<SourceFrame> before) {
        Moment here = session.machine().now();
        long pc = session.machine().pe(1).pc;
        List<BreakpointRequest> all = List.of(new BreakpointRequest(new Breakpoint.Function("*")));
        session.setBreakpoints(BreakpointKind.FUNCTION, List.of());
        assertInstanceOf(Stop.StepComplete.class, stepper.step(1, LineStep.OUT, null));
        List<SourceFrame> after = host.framesAt(session.machine().pe(1).pc);
        assertTrue(
                after.size() < before.size() && !after.isEmpty(),
                () -> "0x%x: %s is left for %s".formatted(pc, before, after));
        assertEquals(
                before.getLast().name(), after.getLast().name(), () -> "0x%x: the same function goes on".formatted(pc));
        session.goTo(here);
        session.setBreakpoints(BreakpointKind.FUNCTION, all);
    }
}
