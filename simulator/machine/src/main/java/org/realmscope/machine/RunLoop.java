package org.realmscope.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.checkpoint.CheckpointStore;
import org.realmscope.machine.control.Pause;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.el3.PlatformPower;
import org.realmscope.machine.event.EventChannel;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.input.InputLog;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.schedule.Scheduler;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;

/**
 * Runs a board. One turn of the loop applies an input, does one step of EL3, lets the current PE execute up to the
 * next thing that anybody waits for, or skips time in which every PE waits. Where a turn ends never changes what the
 * next one does.
 */
final class RunLoop {
    private static final int NO_PE = -1;
    private static final long NO_TIME = Long.MAX_VALUE;

    private final Board board;
    private final InputLog log;
    private final Inputs inputs;
    private final Breakpoints breakpoints;
    private final CheckpointStore checkpoints;
    private final Runnable takeCheckpoint;
    private final Pause pause;
    private final Scheduler.WakeUp wakeUp = this::wake;

    private Moment target = Moment.NEVER;
    private boolean quiet;
    /** PE that is to execute one instruction. */
    private int stepping = NO_PE;

    private boolean stepped;
    private Moment stepStart = Moment.START;
    /** Where a breakpoint or watchpoint has been reported: the instruction there executes without another report. */
    private @Nullable Moment reported;

    private @Nullable StopReason stop;

    RunLoop(
            Board board,
            InputLog log,
            Inputs inputs,
            Breakpoints breakpoints,
            CheckpointStore checkpoints,
            Runnable takeCheckpoint,
            Pause pause) {
        this.board = board;
        this.log = log;
        this.inputs = inputs;
        this.breakpoints = breakpoints;
        this.checkpoints = checkpoints;
        this.takeCheckpoint = takeCheckpoint;
        this.pause = pause;
    }

    /** Forgets what has been reported: the machine stands somewhere else. */
    void moved() {
        reported = null;
    }

    /**
     * Runs until the first moment that is not before {@code until}, or until something else stops the run.
     *
     * @param silently whether nothing but {@code until} and the run's own end stops it, and nobody is told what happens
     */
    StopReason run(Moment until, boolean silently) {
        stepping = NO_PE;
        return loop(until, silently);
    }

    /** Runs until PE {@code pe} has executed an instruction, with what EL3 does in consequence. */
    StopReason step(int pe) {
        stepping = pe;
        return loop(Moment.NEVER, false);
    }

    /** Where the instruction began that the last step executed. */
    Moment stepStart() {
        return stepStart;
    }

    private StopReason loop(Moment until, boolean silently) {
        target = until;
        quiet = silently;
        stepped = false;
        stop = null;
        board.events.setQuiet(silently);
        StopReason reason = null;
        while (reason == null) {
            settle();
            reason = reasonToStop();
            if (reason == null) {
                turn();
                reason = stop;
            }
        }
        settle();
        board.events.setQuiet(false);
        return reason;
    }

    /** Starts the next slice as soon as the present one is over, so that who is next does not depend on who looks. */
    private void settle() {
        int current = board.scheduler.current();
        if (current == Scheduler.NOBODY || !board.monitor.isPending(current)) {
            board.scheduler.choose(board.instructions, wakeUp);
        }
    }

    private boolean wake(int index, RunState state) {
        Pe pe = board.platform.pe(index);
        pe.instructions = board.instructions;
        return pe.system.wakes(state == RunState.WAITING_FOR_EVENT);
    }

    private @Nullable StopReason reasonToStop() {
        MachineEvent event = board.events.takeStopEvent();
        long written = board.events.takeWatchedWrite();
        if (event != null) {
            return new StopReason.EventReached(event);
        }
        if (written != EventChannel.NO_ADDRESS) {
            return new StopReason.NativeWatchpointHit(board.scheduler.current(), written);
        }
        if (stepped && !board.monitor.isPending(stepping)) {
            return new StopReason.StepCompleted(stepping);
        }
        if (isOver() && !(isInputDue() && isBefore(target))) {
            return ending();
        }
        if (!isBefore(target)) {
            return new StopReason.LimitReached();
        }
        return !quiet && pause.take() ? new StopReason.Paused() : null;
    }

    /** Whether something was changed where the machine stands, which is possible also behind the end of a run. */
    private boolean isInputDue() {
        InputLog.Entry due = log.get(inputs.position());
        return due != null && !isBefore(due.at());
    }

    private boolean isOver() {
        return board.ending.kind() != Ending.Kind.NONE || board.power.state() != PlatformPower.ON;
    }

    private StopReason ending() {
        return switch (board.ending.kind()) {
            case HALTED -> new StopReason.Halted(board.ending.pe(), board.ending.exitCode());
            case NOT_IMPLEMENTED ->
                new StopReason.NotImplemented(
                        board.ending.pe(), Descriptions.notImplemented(board.platform.pe(board.ending.pe())));
            case VMM_FINISHED -> new StopReason.VmmFinished();
            case NONE -> new StopReason.PoweredOff(board.power.state() == PlatformPower.RESET);
        };
    }

    /** Whether the machine stands before {@code moment}. */
    private boolean isBefore(Moment moment) {
        return board.instructions < moment.instructions()
                || (board.instructions == moment.instructions()
                        && board.events.ordinalAt(board.instructions) < moment.ordinal());
    }

    private void turn() {
        if (isInputDue()) {
            inputs.applyNext();
            return;
        }
        InputLog.Entry due = log.get(inputs.position());
        if (board.vmm.nextAction() <= board.instructions) {
            board.vmm.act(board.vmmBoard);
            return;
        }
        if (board.instructions >= checkpoints.nextDue()) {
            takeCheckpoint.run();
        }
        int current = board.scheduler.current();
        if (current == Scheduler.NOBODY) {
            skipIdleTime(due);
            return;
        }
        Pe pe = board.platform.pe(current);
        pe.instructions = board.instructions;
        board.events.setActing(pe);
        if (board.monitor.isPending(current)) {
            board.monitor.act(pe);
        } else {
            execute(pe, due == null ? target : earlier(target, due.at()));
        }
    }

    private static Moment earlier(Moment one, Moment other) {
        return one.isBefore(other) ? one : other;
    }

    private void execute(Pe pe, Moment until) {
        long limit = Math.min(Math.min(board.scheduler.sliceEnd(), checkpoints.nextDue()), board.vmm.nextAction());
        if (until.instructions() > board.instructions) {
            limit = Math.min(limit, until.instructions());
        } else {
            limit = Math.min(limit, board.instructions + 1);
            board.events.stopAt(until);
        }
        boolean isStep = pe.index == stepping;
        if (isStep) {
            stepStart = board.now();
        }
        boolean single = isStep || isReported();
        breakpoints.setWatching(!quiet && !isReported());
        StopCause cause = single ? board.engine.step(pe) : board.engine.run(pe, limit);
        board.instructions = pe.instructions;
        board.events.counts().turnEnded(pe);
        board.events.stopAt(Moment.NEVER);
        stepped |= isStep;
        handle(pe, cause);
    }

    private boolean isReported() {
        Moment where = reported;
        return where != null && where.instructions() == board.instructions && where.equals(board.now());
    }

    private void handle(Pe pe, StopCause cause) {
        switch (cause) {
            case LIMIT, REQUESTED -> {}
            case EL3_CALL -> board.monitor.callPending(pe);
            case NATIVE_EL2 -> board.monitor.exceptionPending(pe, pe.system.nativeVectorOffset());
            case IDLE ->
                board.scheduler.setState(
                        pe.index,
                        pe.system.waitsForEvent() ? RunState.WAITING_FOR_EVENT : RunState.WAITING_FOR_INTERRUPT);
            case BREAKPOINT -> {
                reported = board.now();
                long pa = breakpoints.hit(pe);
                if (!quiet && pa != EventChannel.NO_ADDRESS) {
                    stop = new StopReason.BreakpointHit(pe.index, pa);
                }
            }
            case WATCHPOINT -> {
                reported = board.now();
                stepped = false;
                stop = new StopReason.WatchpointHit(pe.index);
            }
            case NOT_IMPLEMENTED -> board.ending = new Ending(Ending.Kind.NOT_IMPLEMENTED, pe.index, 0);
            case HALTED -> board.ending = new Ending(Ending.Kind.HALTED, pe.index, ProgramExit.code(pe));
        }
    }

    /** Every PE is off or waits: on to the next timer deadline, known input or action of the VMM. */
    private void skipIdleTime(InputLog.@Nullable Entry due) {
        long next = due == null ? NO_TIME : due.at().instructions();
        next = Math.min(next, board.vmm.nextActionWhenIdle());
        for (int i = 0; i < board.platform.peCount(); i++) {
            if (board.scheduler.state(i).isWaiting()) {
                Pe pe = board.platform.pe(i);
                pe.instructions = board.instructions;
                long deadline = pe.system.nextDeadline();
                if (deadline > board.instructions) {
                    next = Math.min(next, deadline);
                }
            }
        }
        if (next != NO_TIME) {
            board.instructions = next;
        } else if (!board.vmm.actWhenIdle(board.vmmBoard)) {
            List<String> waits = new ArrayList<>();
            for (int i = 0; i < board.platform.peCount(); i++) {
                waits.add(Descriptions.waiting(board.platform.pe(i), board.scheduler.state(i)));
            }
            stop = new StopReason.Deadlock(waits);
        }
    }
}
