package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.machine.Machine;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/**
 * Source line steps of a realm's program, of which each instruction has a line. {@code main} (lines 1 to 7) calls
 * {@code twice} (lines 11 to 15), which has an inlined call (lines 21, 22) and calls itself once, and {@code bare},
 * which has no symbols.
 */
class LineStepTest {
    private static final String PROGRAM = """
        mov x0, #0x1800
        mov sp, x0
        mov x1, #1
        bl .+32
        bl .+88
        mov x5, #0x200000
        str x5, [x5]
        add x6, x6, #1
        nop
        b .
        nop
        sub sp, sp, #16
        str x30, [sp]
        add x2, x2, #1
        add x3, x3, #1
        add x4, x4, #1
        cbz x1, .+12
        mov x1, #0
        bl .-28
        ldr x30, [sp]
        add sp, sp, #16
        ret
        nop
        nop
        nop
        nop
        mov x7, #1
        ret
        """;

    private static final long TWICE = 0x2c;
    private static final long TWICE_END = 0x58;
    private static final long BODY = 0x34;
    private static final long CALL_OF_TWICE = 0xc;
    private static final long BARE = 0x68;

    private final RealmHost host = RealmHost.withRealm(PROGRAM);
    private final Machine machine = host.machine();
    private final DebugSession session = new DebugSession(machine);
    private final Pe pe = machine.pe(1);
    private final Lines lines = new Lines();

    /** What a compiler would have said about the program. */
    private static final class Lines implements LineMap {
        private static final int MAIN = 1;

        @Override
        public @Nullable LinePosition position(Pe at, long address) {
            boolean isRealm = at.securityState == SecurityState.REALM && at.el == 1;
            if (!isRealm || address >= BARE || address < 0) {
                return null;
            }
            if (address < TWICE) {
                // The two instructions that set SP are one line.
                long line = address < 8 ? MAIN : MAIN + address / 4 - 1;
                return new LinePosition("a.c", (int) line, "main", 0, address % 4 == 0 && address != 4);
            }
            if (address == BODY + 4 || address == BODY + 8) {
                return new LinePosition("a.c", address == BODY + 4 ? 21 : 22, "inlined", 1, true);
            }
            int line = address < BODY ? 11 : address == BODY ? 12 : address < 0x4c ? 13 : 14;
            boolean starts = address == TWICE || address == BODY || address == 0x40 || address == 0x4c;
            return new LinePosition("a.c", line, "twice", 0, starts);
        }

        @Override
        public long frame(Pe at) {
            boolean inBody = at.pc >= TWICE + 4 && at.pc < 0x54;
            return at.x[Pe.SP] + (inBody ? 16 : 0);
        }

        @Override
        public OptionalLong returnAddress(Pe at) {
            if (at.pc < TWICE) {
                return OptionalLong.empty();
            }
            boolean isSaved = at.pc >= TWICE + 8 && at.pc < 0x50;
            long saved = at.mmu.probeData(at.x[Pe.SP]);
            return OptionalLong.of(isSaved ? at.platform.memory.read64(saved) : at.x[30]);
        }

        @Override
        public SortedSet<Long> statements(Pe at, long address) {
            TreeSet<Long> statements = new TreeSet<>();
            boolean inMain = address < TWICE;
            for (long i = inMain ? 0 : TWICE; i < (inMain ? TWICE : address < TWICE_END ? TWICE_END : 0); i += 4) {
                LinePosition position = position(at, i);
                if (position != null && position.isStatement()) {
                    statements.add(i);
                }
            }
            return statements;
        }

        @Override
        public long behindPrologue(Pe at) {
            return at.pc == TWICE ? BODY : at.pc;
        }
    }

    @BeforeEach
    void goToMain() {
        host.postRun(1);
        session.setBreakpoints(
                BreakpointKind.INSTRUCTION,
                List.of(new BreakpointRequest(new Breakpoint.Instruction(new AddressSpace.Virtual(Regime.EL1R), 0))));
        assertInstanceOf(Stop.AtBreakpoint.class, session.resume());
        session.setBreakpoints(BreakpointKind.INSTRUCTION, List.of());
    }

    private int step(LineStep how) {
        assertInstanceOf(Stop.StepComplete.class, new LineStepper(session, lines).step(1, how));
        return line();
    }

    private int back(LineStep how) {
        assertInstanceOf(Stop.StepComplete.class, new LineHistory(session, lines).step(1, how));
        return line();
    }

    private int line() {
        LinePosition position = lines.position(pe);
        return position == null ? 0 : position.line();
    }

    private List<Integer> steps(LineStep how, int count) {
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reached.add(step(how));
        }
        return reached;
    }

    @Test
    void overStaysInTheFrameAndRunsTheRmmForAFault() {
        // 6 is the store, which faults: the RMM, the host and the realm's re-entry are stepped over.
        assertEquals(List.of(2, 3, 4, 5, 6, 7), steps(LineStep.OVER, 6));
        assertEquals(0x20_0000L, pe.x[5]);
        assertEquals(SecurityState.REALM, pe.securityState);
    }

    @Test
    void intoSkipsThePrologueAndEntersInlinedCalls() {
        steps(LineStep.OVER, 2);
        assertEquals(List.of(12, 21, 22, 13, 12), steps(LineStep.INTO, 5));
        assertEquals(0, pe.x[1]);
    }

    @Test
    void intoACallWithoutSymbolsStepsOverIt() {
        steps(LineStep.OVER, 3);
        assertEquals(5, step(LineStep.INTO));
        assertEquals(1, pe.x[7]);
    }

    @Test
    void overPassesInlinedCallsAndRecursion() {
        steps(LineStep.OVER, 2);
        step(LineStep.INTO);
        long sp = pe.x[Pe.SP];
        assertEquals(List.of(13, 14), steps(LineStep.OVER, 2));
        assertEquals(sp, pe.x[Pe.SP]);
        assertEquals(4, step(LineStep.OVER));
    }

    @Test
    void outLeavesTheInlinedCallAndThenTheFrame() {
        steps(LineStep.OVER, 2);
        steps(LineStep.INTO, 2);
        assertEquals(13, step(LineStep.OUT));
        step(LineStep.OUT);
        assertEquals(CALL_OF_TWICE + 4, pe.pc);
    }

    @Test
    void breakpointInACallStopsTheStep() {
        steps(LineStep.OVER, 2);
        session.setBreakpoints(
                BreakpointKind.INSTRUCTION,
                List.of(new BreakpointRequest(
                        new Breakpoint.Instruction(new AddressSpace.Virtual(Regime.EL1R), BODY))));
        assertInstanceOf(Stop.AtBreakpoint.class, new LineStepper(session, lines).step(1, LineStep.OVER));
        assertEquals(BODY, pe.pc);
    }

    @Test
    void backOverReturnsThroughTheLinesOfTheFrame() {
        steps(LineStep.OVER, 6);
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            reached.add(back(LineStep.OVER));
        }
        // Line 6 begins where its store is tried for the first time.
        assertEquals(List.of(6, 5, 4, 3, 2), reached);
    }

    @Test
    void backIntoEntersTheCallAtItsLastLine() {
        steps(LineStep.OVER, 3);
        assertEquals(4, line());
        assertEquals(14, back(LineStep.INTO));
        assertEquals(13, back(LineStep.OVER));
        assertEquals(12, back(LineStep.OVER));
        back(LineStep.OUT);
        assertEquals(CALL_OF_TWICE, pe.pc);
    }

    @Test
    void backFromTheMiddleOfALineGoesToItsBeginning() {
        session.stepInstruction(1);
        assertEquals(4, pe.pc);
        assertEquals(1, back(LineStep.OVER));
        assertEquals(0, pe.pc);
    }
}
