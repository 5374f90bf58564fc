package org.realmscope.debug.control;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/**
 * Steps a PE backwards by source lines. It searches the past for the last statement of the frame or of its caller, so
 * that calls in between cost no more than any other replay.
 */
public final class LineHistory {
    private static final int INSTRUCTION_SIZE = 4;
    /** Instructions that a line has at most before it is not looked into for calls any more. */
    private static final int LONGEST_LINE = 500;

    private final DebugSession session;
    private final LineMap lines;
    private final Machine machine;

    public LineHistory(DebugSession session, LineMap lines) {
        this.session = session;
        this.lines = lines;
        this.machine = session.machine();
    }

    /**
     * Goes back to the beginning of the line if the PE stands in the middle of one, else to the beginning of the line
     * before: of the frame or its caller ({@link LineStep#OVER}), or of a function that had been called
     * ({@link LineStep#INTO}); or to the call of the frame ({@link LineStep#OUT}). Breakpoints in between stop there.
     */
    public Stop step(int index, LineStep how) {
        Pe pe = machine.pe(index);
        LinePosition start = lines.position(pe);
        if (how == LineStep.OUT) {
            return toCall(index);
        }
        if (start == null) {
            return session.stepBack(index);
        }
        return how == LineStep.INTO ? into(index, start) : over(index, start, lines.frame(pe));
    }

    private Stop over(int index, LinePosition start, long frame) {
        return back(index, statements(index, start, frame));
    }

    private Stop back(int index, CodeStops statements) {
        Stop stop = search(statements);
        return stop instanceof Stop.StepComplete ? toLineStart(index, stop) : stop;
    }

    private Stop search(CodeStops statements) {
        return statements.pas().isEmpty() ? session.stepBack(statements.pe()) : session.reverseToCode(statements);
    }

    private Stop into(int index, LinePosition start) {
        Pe pe = machine.pe(index);
        long frame = lines.frame(pe);
        Context context = Context.of(pe);
        CodeStops own = statements(index, start, frame);
        for (int i = 0; i < LONGEST_LINE; i++) {
            Stop stop = session.stepBack(index);
            if (!(stop instanceof Stop.StepComplete)) {
                return stop;
            }
            LinePosition now = lines.position(pe);
            if (now == null) {
                // Without symbols there is nothing to stop at: on to the frame's own statement.
                return back(index, own);
            }
            if (now.isStatement()) {
                return toLineStart(index, stop);
            }
            if (!context.holds(pe) || isDeeper(pe, now, start, frame)) {
                return over(index, now, lines.frame(pe));
            }
        }
        return back(index, own);
    }

    private boolean isDeeper(Pe pe, LinePosition now, LinePosition start, long frame) {
        long nowFrame = lines.frame(pe);
        return nowFrame < frame || nowFrame == frame && now.inlineDepth() > start.inlineDepth();
    }

    /**
     * Goes on back while the statement before belongs to the same line and has a lower address, or is the same one,
     * which was tried and taken back by an exception.
     */
    private Stop toLineStart(int index, Stop here) {
        Pe pe = machine.pe(index);
        Stop found = here;
        while (true) {
            LinePosition position = lines.position(pe);
            if (position == null) {
                return found;
            }
            long pc = pe.pc;
            long frame = lines.frame(pe);
            boolean isFirst = isFirstOfLine(pe, position);
            Stop earlier = search(statements(index, position, frame));
            LinePosition before = lines.position(pe);
            boolean sameLine = earlier instanceof Stop.StepComplete
                    && before != null
                    && before.isSameLine(position)
                    && lines.frame(pe) == frame;
            boolean isBreakpointOfLine = earlier instanceof Stop.AtBreakpoint
                    && earlier.pe() == index
                    && before != null
                    && before.isSameLine(position)
                    && lines.frame(pe) == frame
                    && pe.pc < pc;
            if (isBreakpointOfLine) {
                return earlier;
            }
            boolean goesOn = sameLine && (pe.pc == pc ? session.isTakenBack(index) : !isFirst && pe.pc < pc);
            if (!goesOn) {
                session.goTo(found.moment());
                return found;
            }
            found = earlier;
        }
    }

    /** Whether no statement of the function that belongs to the same line has a lower address. */
    private boolean isFirstOfLine(Pe pe, LinePosition position) {
        for (long address : lines.statements(pe, pe.pc).headSet(pe.pc)) {
            LinePosition other = lines.position(pe, address);
            if (other != null && other.isSameLine(position)) {
                return false;
            }
        }
        return true;
    }

    /** The statements of the frame and of its caller; of functions that they call only while those are not deeper. */
    private CodeStops statements(int index, LinePosition start, long frame) {
        Pe pe = machine.pe(index);
        TreeSet<Long> statements = new TreeSet<>(lines.statements(pe, pe.pc));
        OptionalLong caller = lines.returnAddress(pe);
        if (caller.isPresent()) {
            statements.addAll(lines.statements(pe, caller.getAsLong()));
        }
        TreeSet<Long> pas = new TreeSet<>();
        for (long address : statements) {
            long pa = pe.mmu.probeData(address);
            if (pa >= 0) {
                pas.add(pa);
            }
        }
        Context context = Context.of(pe);
        PeCondition condition = each -> {
            if (!context.holds(each) || !statements.contains(each.pc)) {
                return false;
            }
            LinePosition now = lines.position(each);
            return now != null && !isDeeper(each, now, start, frame);
        };
        return new CodeStops(index, pas, condition);
    }

    /** Goes back to the call that made the PE's frame. */
    private Stop toCall(int index) {
        Pe pe = machine.pe(index);
        OptionalLong address = lines.returnAddress(pe);
        long call = address.orElse(0) - INSTRUCTION_SIZE;
        long pa = address.isPresent() ? pe.mmu.probeData(call) : -1;
        if (pa < 0) {
            return session.stepBack(index);
        }
        long frame = lines.frame(pe);
        Context context = Context.of(pe);
        return session.reverseToCode(new CodeStops(
                index,
                new TreeSet<>(List.of(pa)),
                each -> context.holds(each) && each.pc == call && each.x[Pe.SP] == frame));
    }

    /** Exception level and world in which code executes. */
    private record Context(int el, SecurityState world) {
        static Context of(Pe pe) {
            return new Context(pe.el, pe.securityState);
        }

        boolean holds(Pe pe) {
            return pe.el == el && pe.securityState == world;
        }
    }
}
