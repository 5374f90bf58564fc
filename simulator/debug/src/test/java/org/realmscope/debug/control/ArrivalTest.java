package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.fixture.GuestHost;
import org.realmscope.debug.stack.WorldStepper;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;

/**
 * A breakpoint on code is hit once each time a PE comes to it forwards, whatever brought it there, as gdb has it: a
 * step that comes to one stops there and says so, and going on from there does not hit it again. Backwards it is
 * reported, too, and not counted.
 */
class ArrivalTest {
    private static final String HANDLER = "user_mem_abort";

    private final List<String> logged = new ArrayList<>();
    private final GuestHost guest = new GuestHost();
    private final DebugSession session =
            new DebugSession(guest.host().machine(), guest.symbols(), HazardSource.NONE, new SessionListener() {
                @Override
                public void logged(int breakpoint, Moment moment, String text) {
                    logged.add(text);
                }
            });
    private final WorldStepper stepper = new WorldStepper(session, guest.symbols(), guest.models());

    private int line() {
        SymbolScopes symbols = guest.symbols();
        return SymbolScopes.position(
                        symbols.images().getFirst(), session.machine().pe(1).pc)
                .source()
                .line();
    }

    /** Stands in the host's handler, without a breakpoint. */
    private void enter() {
        session.setBreakpoints(
                BreakpointKind.FUNCTION, List.of(new BreakpointRequest(new Breakpoint.Function(HANDLER))));
        assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        session.setBreakpoints(BreakpointKind.FUNCTION, List.of());
    }

    /** The line to which a step from here leads; stands here again. */
    private int nextLine() {
        Moment here = session.machine().now();
        assertInstanceOf(Stop.StepComplete.class, next());
        int line = line();
        session.goTo(here);
        return line;
    }

    private Stop next() {
        return stepper.step(1, LineStep.OVER, null);
    }

    private BreakpointRequest at(int line, Condition condition, HitCount count, @Nullable LogMessage log) {
        return new BreakpointRequest(new Breakpoint.SourceLine("mmu.c", line), condition, count, log);
    }

    private void set(BreakpointRequest... requests) {
        session.setBreakpoints(BreakpointKind.SOURCE, List.of(requests));
    }

    private long hits() {
        return session.breakpoints().getFirst().hits();
    }

    @Test
    void stepThatComesToABreakpointHitsItOnce() {
        enter();
        int line = nextLine();
        set(at(line, Condition.ALWAYS, HitCount.EVERY, null));
        assertInstanceOf(Stop.AtBreakpoint.class, next());
        assertEquals(line, line());
        assertEquals(1, hits());
        Moment there = session.machine().now();
        Stop second = session.resume();
        assertEquals(true, second instanceof Stop.Ended || there.isBefore(second.moment()));
        assertEquals(second instanceof Stop.AtBreakpoint ? 2 : 1, hits());
    }

    @Test
    void stepBackToABreakpointReportsItWithoutCounting() {
        enter();
        int line = nextLine();
        set(at(line, Condition.ALWAYS, HitCount.EVERY, null));
        next();
        Moment there = session.machine().now();
        assertInstanceOf(Stop.StepComplete.class, next());
        assertInstanceOf(Stop.AtBreakpoint.class, stepper.stepBack(1, null));
        assertEquals(there, session.machine().now());
        assertEquals(1, hits());
        assertInstanceOf(Stop.StepComplete.class, next());
        session.goTo(there);
        session.stepInstruction(1);
        assertInstanceOf(Stop.AtBreakpoint.class, session.stepBack(1));
        assertEquals(there, session.machine().now());
        assertEquals(1, hits());
    }

    @Test
    void stepToABreakpointThatDoesNotCountIsAStep() {
        enter();
        int line = nextLine();
        set(at(line, context -> false, HitCount.EVERY, null));
        assertInstanceOf(Stop.StepComplete.class, next());
        assertEquals(line, line());
        assertEquals(0, hits());
        assertInstanceOf(Stop.StepComplete.class, next());
        assertInstanceOf(Stop.StepComplete.class, stepper.stepBack(1, null));
        assertEquals(line, line());
    }

    @Test
    void hitCountSeesArrivalsByStep() {
        enter();
        int line = nextLine();
        set(at(line, Condition.ALWAYS, new HitCount(HitCount.Rule.EQUAL, 2), null));
        assertInstanceOf(Stop.StepComplete.class, next());
        assertEquals(1, hits());
        Stop second = session.resume();
        assertInstanceOf(Stop.AtBreakpoint.class, second);
        assertEquals(line, line());
        assertEquals(2, hits());
    }

    @Test
    void logMessageIsWrittenOnceWhenAStepComesToIt() {
        enter();
        int line = nextLine();
        set(at(line, Condition.ALWAYS, HitCount.EVERY, context -> "here"));
        assertInstanceOf(Stop.StepComplete.class, next());
        assertEquals(List.of("here"), logged);
        assertInstanceOf(Stop.StepComplete.class, next());
        assertEquals(List.of("here"), logged);
    }

    @Test
    void conditionThatCannotBeDecidedStopsAStep() {
        enter();
        Condition bad = context -> {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "no variable x");
        };
        set(at(nextLine(), bad, HitCount.EVERY, null));
        assertInstanceOf(Stop.AtBreakpoint.class, next());
    }

    /** A run that is divided hits what an undivided one hits, also where a part ends right before a breakpoint. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1_000})
    void dividedRunHitsTheSame(long part) {
        List<Moment> whole = new ArrayList<>();
        BreakpointRequest everywhere =
                new BreakpointRequest(new Breakpoint.Function("kvm_*"), Condition.ALWAYS, HitCount.EVERY, context -> {
                    whole.add(context.view().machine().now());
                    return "";
                });
        Moment start = session.machine().now();
        Moment end = new Moment(start.instructions() + 4_000, 0);
        session.setBreakpoints(BreakpointKind.FUNCTION, List.of(everywhere));
        session.runUntil(end);
        List<Moment> undivided = List.copyOf(whole);
        whole.clear();
        session.goTo(start);
        session.runUntil(new Moment(start.instructions() + part, 0));
        while (session.machine().now().isBefore(end)) {
            long next = session.machine().now().instructions() + part;
            session.goOnUntil(new Moment(Math.min(next, end.instructions()), 0));
        }
        assertEquals(undivided, whole);
        assertEquals(false, whole.isEmpty());
    }
}
