package org.realmscope.debug.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.LineHistory;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.LineStepper;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.fixture.GuestHost;
import org.realmscope.platform.pe.Pe;

/** Line steps in the realm's program, fixtures/guest.c, and in the host. */
class SymbolLinesTest {
    private final GuestHost guest = new GuestHost();
    private final SymbolLines lines =
            new SymbolLines(guest.symbols(), guest.session().view());

    private void runTo(Breakpoint breakpoint) {
        guest.session().setBreakpoints(breakpoint.kind(), List.of(new BreakpointRequest(breakpoint)));
        assertInstanceOf(Stop.AtBreakpoint.class, guest.session().resume());
        guest.session().setBreakpoints(breakpoint.kind(), List.of());
    }

    private LinePosition position() {
        LinePosition position = lines.position(guest.session().machine().pe(1));
        assertNotNull(position);
        return position;
    }

    private String step(LineStep how) {
        assertInstanceOf(Stop.StepComplete.class, new LineStepper(guest.session(), lines).step(1, how));
        return text();
    }

    private String text() {
        return position().function() + ":" + position().line();
    }

    private List<String> steps(LineStep how, int count) {
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reached.add(step(how));
        }
        return reached;
    }

    // --- the realm

    @Test
    void overRunsCallsAndFaultsOfTheRealm() {
        runTo(new Breakpoint.Function("guest_main"));
        assertEquals("guest_main:33", text());
        assertEquals(List.of("guest_main:35", "guest_main:36"), steps(LineStep.OVER, 2));
    }

    @Test
    void overPassesInlinedCallsOfTheRealm() {
        runTo(new Breakpoint.Function("guest_main"));
        assertEquals("touch:22", step(LineStep.INTO));
        assertEquals(
                List.of("touch:25", "touch:26", "touch:25", "touch:26", "touch:25", "touch:28", "guest_main:35"),
                steps(LineStep.OVER, 7));
    }

    @Test
    void intoAndOutOfAnInlinedCallOfTheRealm() {
        runTo(new Breakpoint.Function("touch"));
        assertEquals(List.of("touch:26", "store:18"), steps(LineStep.INTO, 2));
        assertEquals("touch:25", step(LineStep.OUT));
        step(LineStep.OUT);
        assertEquals(0x54, guest.session().machine().pe(1).pc);
    }

    @Test
    void backGoesThroughTheSameLines() {
        runTo(new Breakpoint.Function("guest_main"));
        steps(LineStep.OVER, 2);
        LineHistory history = new LineHistory(guest.session(), lines);
        history.step(1, LineStep.OVER);
        assertEquals("guest_main:35", text());
        history.step(1, LineStep.OVER);
        assertEquals("guest_main:33", text());
    }

    // --- the host

    @Test
    void overStaysInAFunctionOfTheHostUntilItReturns() {
        runTo(new Breakpoint.Function("handle_rme_exit"));
        List<String> functions = new ArrayList<>();
        while (functions.size() < 40 && position().function().equals("handle_rme_exit")) {
            step(LineStep.OVER);
            functions.add(position().function());
        }
        assertTrue(functions.size() > 3, functions::toString);
        assertTrue(functions.size() < 20, functions::toString);
        assertEquals("kvm_arch_vcpu_ioctl_run:174", text());
    }

    @Test
    void outOfAFunctionOfTheHostReturnsToItsCaller() {
        runTo(new Breakpoint.Function("handle_rme_exit"));
        step(LineStep.OUT);
        assertEquals("kvm_arch_vcpu_ioctl_run:173", text());
    }

    @Test
    void overTheEntryOfTheRealmRunsItUntilItLeaves() {
        runTo(new Breakpoint.Function("kvm_rec_enter"));
        assertEquals("kvm_rec_enter:31", stepUntilLine(31));
        assertEquals("kvm_rec_enter:32", step(LineStep.OVER));
        assertEquals(0x2c, guest.session().view().recs().getFirst().pc());
    }

    private String stepUntilLine(int line) {
        for (int i = 0; i < 10 && position().line() != line; i++) {
            step(LineStep.OVER);
        }
        return text();
    }

    @Test
    void intoEntersCallsOfTheHostBehindTheirPrologues() {
        runTo(new Breakpoint.SourceLine("arm.c", 173));
        for (int i = 0; i < 5 && !position().function().equals("handle_rme_exit"); i++) {
            step(LineStep.INTO);
        }
        assertEquals("handle_rme_exit", position().function());
        assertTrue(position().line() > 140);
        Pe pe = guest.session().machine().pe(1);
        assertEquals(pe.x[29], pe.x[Pe.SP]);
    }

    @Test
    void lineBreakpointStopsInTheHost() {
        runTo(new Breakpoint.SourceLine("host-kvm/src/main/c/rme_exit.c", 161));
        assertEquals("handle_rme_exit:161", text());
    }
}
