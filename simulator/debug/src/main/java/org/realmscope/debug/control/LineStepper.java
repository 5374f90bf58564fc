package org.realmscope.debug.control;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Steps a PE by source lines. It executes instruction by instruction; a call that is not to be entered, and whatever an
 * exception leads to, runs until the PE is back. So "over" an SMC runs the RMM, and with RMI_REC_ENTER the realm.
 */
public final class LineStepper {
    private static final int INSTRUCTION_SIZE = 4;
    private static final int VECTORS_SIZE = 0x800;
    private static final long NOWHERE = -1;

    private final DebugSession session;
    private final LineMap lines;
    private final Machine machine;

    public LineStepper(DebugSession session, LineMap lines) {
        this.session = session;
        this.lines = lines;
        this.machine = session.machine();
    }

    /** Where a PE was before an instruction. */
    private record Before(long pc, long pa, long sp, int el, SecurityState world, int word) {
        static Before of(Pe pe) {
            long pa = pe.mmu.probeData(pe.pc);
            boolean isMemory = pa >= 0 && pe.platform.memory.isBacked(pa);
            int word = isMemory ? pe.platform.memory.read32(pa) : 0;
            return new Before(pe.pc, isMemory ? pa : NOWHERE, pe.x[Pe.SP], pe.el, pe.securityState, word);
        }

        boolean isCall() {
            boolean isBl = (word & 0xfc00_0000) == 0x9400_0000;
            boolean isBlr = (word & 0xfeff_f000) == 0xd63f_0000;
            return isBl || isBlr;
        }

        boolean isSameContext(Pe pe) {
            return pe.el == el && pe.securityState == world;
        }

        /** The PE is back: where the instruction was or behind it, with the stack as it was. */
        PeCondition isBack() {
            return pe -> isSameContext(pe) && (pe.pc == pc || pe.pc == pc + INSTRUCTION_SIZE) && pe.x[Pe.SP] == sp;
        }
    }

    /**
     * Steps a PE. Whatever stops the run earlier is returned instead of {@link Stop.StepComplete}; a step into ends at
     * the entry of a command of the RMM, too.
     */
    public Stop step(int index, LineStep how) {
        session.beginSteps(index, how == LineStep.INTO ? StepTarget.COMMAND : null);
        try {
            return take(index, how);
        } finally {
            session.endSteps();
        }
    }

    /**
     * Steps a PE into a call of the line in which it stands, over those before it. If it leaves the line without coming
     * to the call, that ends the step, too.
     *
     * @param call address of the instruction that calls, in the address space in which the PE executes
     */
    public Stop into(int index, long call) {
        Pe pe = machine.pe(index);
        if (pe.pc != call) {
            session.beginSteps(index, null);
            Stop stop = toCall(index, call);
            session.endSteps();
            if (!(stop instanceof Stop.StepComplete) || pe.pc != call) {
                return stop;
            }
        }
        return step(index, LineStep.INTO);
    }

    private Stop toCall(int index, long call) {
        Pe pe = machine.pe(index);
        LinePosition start = lines.position(pe);
        long frame = lines.frame(pe);
        Before before = Before.of(pe);
        TreeSet<Long> places = new TreeSet<>(lines.statements(pe, pe.pc));
        OptionalLong caller = lines.returnAddress(pe);
        if (caller.isPresent()) {
            places.addAll(lines.statements(pe, caller.getAsLong()));
        }
        places.add(call);
        TreeSet<Long> pas = new TreeSet<>();
        for (long place : places) {
            long pa = pe.mmu.probeData(place);
            if (pa >= 0) {
                pas.add(pa);
            }
        }
        return session.runToCode(new CodeStops(
                index,
                pas,
                each -> before.isSameContext(each)
                        && (each.pc == call && lines.frame(each) == frame
                                || places.contains(each.pc) && isDone(each, LineStep.OVER, start, frame))));
    }

    private Stop take(int index, LineStep how) {
        Pe pe = machine.pe(index);
        LinePosition start = lines.position(pe);
        if (start == null && how != LineStep.OUT) {
            return leaveUnknown(index);
        }
        if (how == LineStep.OUT && (start == null || start.inlineDepth() == 0)) {
            return out(index);
        }
        return lines(index, how, start, lines.frame(pe));
    }

    private Stop lines(int index, LineStep how, @Nullable LinePosition start, long frame) {
        Pe pe = machine.pe(index);
        while (true) {
            Before before = Before.of(pe);
            Stop stop = session.step(index);
            if (!(stop instanceof Stop.StepComplete)) {
                return stop;
            }
            Arrival arrival = arrival(before, pe);
            if (arrival != Arrival.HERE) {
                boolean enters = how == LineStep.INTO && lines.position(pe) != null;
                if (enters && arrival == Arrival.CALLED) {
                    return behindPrologue(index, stop);
                }
                if (enters && arrival == Arrival.ELSEWHERE) {
                    return stop;
                }
                stop = back(index, before, arrival);
                if (!(stop instanceof Stop.StepComplete)) {
                    return stop;
                }
            }
            if (isDone(pe, how, start, frame)) {
                return stop;
            }
            if (lines.position(pe) == null) {
                stop = leaveUnknown(index);
                if (!(stop instanceof Stop.StepComplete) || isDone(pe, how, start, frame) || isUnknown(pe)) {
                    return stop;
                }
            }
        }
    }

    private boolean isUnknown(Pe pe) {
        return lines.position(pe) == null;
    }

    private boolean isDone(Pe pe, LineStep how, @Nullable LinePosition start, long frame) {
        LinePosition now = lines.position(pe);
        if (now == null) {
            return false;
        }
        long nowFrame = lines.frame(pe);
        if (how == LineStep.OUT) {
            return nowFrame > frame || nowFrame == frame && start != null && now.inlineDepth() < start.inlineDepth();
        }
        boolean isDeeper =
                nowFrame < frame || nowFrame == frame && start != null && now.inlineDepth() > start.inlineDepth();
        if (how == LineStep.OVER && isDeeper) {
            return false;
        }
        boolean sameLine = nowFrame == frame && start != null && now.isSameLine(start);
        return now.isStatement() && !sameLine;
    }

    /** Where an instruction has taken the PE. */
    private enum Arrival {
        /** Somewhere in the same frame, or in a caller. */
        HERE,
        /** At the entry of a function. */
        CALLED,
        /** In an exception handler of the same Exception level. */
        HANDLER,
        /** In another world or Exception level. */
        ELSEWHERE
    }

    private static Arrival arrival(Before before, Pe pe) {
        if (!before.isSameContext(pe)) {
            return Arrival.ELSEWHERE;
        }
        if (pe.pc == before.pc + INSTRUCTION_SIZE) {
            return Arrival.HERE;
        }
        boolean isEl1 = pe.el < 2;
        long vectors = pe.sys.get(isEl1 ? SystemRegister.VBAR_EL1 : SystemRegister.VBAR_EL2);
        long elr = pe.sys.get(isEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2);
        boolean isVector = pe.pc >= vectors && pe.pc < vectors + VECTORS_SIZE;
        if (isVector && (elr == before.pc || elr == before.pc + INSTRUCTION_SIZE)) {
            return Arrival.HANDLER;
        }
        return before.isCall() ? Arrival.CALLED : Arrival.HERE;
    }

    /** Runs until the PE is back from where the instruction has taken it. */
    private Stop back(int index, Before before, Arrival arrival) {
        if (before.pa == NOWHERE) {
            return new Stop.StepComplete(machine.now(), index);
        }
        TreeSet<Long> places = new TreeSet<>(List.of(before.pa + INSTRUCTION_SIZE));
        if (arrival != Arrival.CALLED) {
            places.add(before.pa);
        }
        return session.runToCode(new CodeStops(index, places, before.isBack()));
    }

    private Stop behindPrologue(int index, Stop here) {
        Pe pe = machine.pe(index);
        long target = lines.behindPrologue(pe);
        long pa = pe.mmu.probeData(target);
        if (target == pe.pc || pa < 0) {
            return here;
        }
        SecurityState world = pe.securityState;
        int el = pe.el;
        return session.runToCode(new CodeStops(
                index,
                new TreeSet<>(List.of(pa)),
                each -> each.pc == target && each.el == el && each.securityState == world));
    }

    /** Runs until the frame of a PE has returned. */
    private Stop out(int index) {
        Pe pe = machine.pe(index);
        OptionalLong address = lines.returnAddress(pe);
        long pa = address.isPresent() ? pe.mmu.probeData(address.getAsLong()) : NOWHERE;
        if (pa < 0) {
            return session.step(index);
        }
        long frame = lines.frame(pe);
        SecurityState world = pe.securityState;
        int el = pe.el;
        return session.runToCode(new CodeStops(
                index,
                new TreeSet<>(List.of(pa)),
                each -> each.pc == address.getAsLong()
                        && each.el == el
                        && each.securityState == world
                        && each.x[Pe.SP] >= frame));
    }

    /** Code without symbols is left by its return, or by one instruction if that is not known. */
    private Stop leaveUnknown(int index) {
        return out(index);
    }
}
