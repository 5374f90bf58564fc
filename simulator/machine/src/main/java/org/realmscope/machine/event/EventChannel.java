package org.realmscope.machine.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.PlatformObserver;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * Counts the events of a run, which makes the ordinals of its moments, and delivers them to whoever listens or wants
 * to stop. Counting goes on when nobody does; event objects are only made for somebody.
 */
public final class EventChannel implements PlatformObserver, Stateful {
    /** {@link #takeWatchedWrite()}: there was none. */
    public static final long NO_ADDRESS = -1;

    private static final int RMI_ARGUMENTS = 6;
    private static final int RMI_RESULTS = 5;

    private final List<StopRequest> stopRequests = new ArrayList<>();
    private long instructions;
    private int ordinal;
    private @Nullable MachineObserver observer;
    private boolean quiet;
    private boolean heard;
    private Moment stopAt = Moment.NEVER;
    private @Nullable MachineEvent stopEvent;
    private long watchedWrite = NO_ADDRESS;
    private int watchedLength;
    private @Nullable Pe acting;

    // --- listeners

    public void setObserver(@Nullable MachineObserver listener) {
        observer = listener;
        listenersChanged();
    }

    public @Nullable MachineObserver observer() {
        return observer;
    }

    public void addStopRequest(StopRequest request) {
        stopRequests.add(request);
        listenersChanged();
    }

    public void removeStopRequest(StopRequest request) {
        stopRequests.remove(request);
        listenersChanged();
    }

    /** While quiet, nothing is delivered and nothing stops; counting goes on. */
    public void setQuiet(boolean silence) {
        quiet = silence;
        listenersChanged();
    }

    private void listenersChanged() {
        heard = !quiet && (observer != null || !stopRequests.isEmpty());
    }

    // --- stops

    /** Makes the engine come back at the event that reaches {@code moment}. */
    public void stopAt(Moment moment) {
        stopAt = moment;
    }

    /** The event that a stop request matched since the last call. */
    public @Nullable MachineEvent takeStopEvent() {
        MachineEvent event = stopEvent;
        stopEvent = null;
        return event;
    }

    /**
     * Physical address of the watched memory that native software wrote since the last call, or {@link #NO_ADDRESS}.
     */
    public long takeWatchedWrite() {
        long pa = watchedWrite;
        watchedWrite = NO_ADDRESS;
        return pa;
    }

    /** Bytes of the write that {@link #takeWatchedWrite} returned. */
    public int watchedLength() {
        return watchedLength;
    }

    /** Names the PE on which everything happens until the next call. */
    public void setActing(Pe pe) {
        acting = pe;
    }

    /** The moment of the run at an instruction count. */
    public Moment momentAt(long count) {
        return new Moment(count, ordinalAt(count));
    }

    /** Events that happened at an instruction count so far. */
    public int ordinalAt(long count) {
        return count == instructions ? ordinal : 0;
    }

    // --- counting and delivery

    /**
     * Counts an event.
     *
     * @return whether somebody wants to hear of it
     */
    private boolean count(Pe pe) {
        countAt(pe.instructions);
        return heard;
    }

    private void countAt(long at) {
        ordinal = at == instructions ? ordinal + 1 : 1;
        instructions = at;
    }

    private Moment moment() {
        return new Moment(instructions, ordinal);
    }

    private void deliver(MachineEvent event) {
        MachineObserver listener = observer;
        if (listener != null) {
            listener.event(event);
        }
        for (int i = 0; i < stopRequests.size() && stopEvent == null; i++) {
            if (stopRequests.get(i).stopsAt(event)) {
                stopEvent = event;
            }
        }
    }

    // --- events

    @Override
    public void exceptionTaken(Pe pe, int fromEl, int targetEl, int vectorOffset) {
        if (count(pe)) {
            deliver(ExceptionEvents.of(moment(), pe, fromEl, targetEl, vectorOffset));
        }
        boolean reached = instructions == stopAt.instructions() && ordinal >= stopAt.ordinal();
        if ((reached || stopEvent != null) && pe.stop == null) {
            pe.requestStop(StopCause.REQUESTED);
        }
    }

    @Override
    public void granuleAssigned(long pa, PhysicalAddressSpace from, PhysicalAddressSpace to) {
        Pe pe = acting;
        if (pe != null && count(pe)) {
            deliver(new MachineEvent.GranuleChange(moment(), pe.index, pa, from, to));
        }
    }

    @Override
    public void watchedMemoryWritten(long pa, int length) {
        if (!quiet) {
            watchedWrite = pa;
            watchedLength = length;
        }
    }

    /** EL3 took an SMC that has no event of its own. */
    public void smcTaken(Pe pe, long functionId) {
        if (count(pe)) {
            deliver(new MachineEvent.SecureMonitorCall(moment(), pe.index, pe.securityState, pe.el, functionId));
        }
    }

    /** EL3 is going to forward the RMI call in the PE's X0-X6. */
    public void rmiCalled(Pe pe, long functionId) {
        if (count(pe)) {
            deliver(new MachineEvent.RmiCall(
                    moment(), pe.index, functionId, RmiCommand.of(functionId), registers(pe, 1, RMI_ARGUMENTS)));
        }
    }

    /**
     * An RMI call is complete.
     *
     * @param calls X0-X2 of the call from {@code call} on
     * @param first register that holds its status now; the outputs are in those that follow
     */
    public void rmiReturned(Pe pe, long[] calls, int call, int first) {
        long functionId = calls[call] & 0xffff_ffffL;
        RmiCommand command = RmiCommand.of(functionId);
        if (count(pe)) {
            deliver(new MachineEvent.RmiReturn(
                    moment(), pe.index, functionId, command, registers(pe, first, RMI_RESULTS)));
        }
        if (command == RmiCommand.REC_ENTER && pe.x[first] == RmiStatus.SUCCESS.returnCode() && count(pe)) {
            deliver(recExit(pe, calls[call + 1], calls[call + 2]));
        }
    }

    private MachineEvent recExit(Pe pe, long rec, long run) {
        PhysicalMemory memory = pe.platform.memory;
        return new MachineEvent.RecExit(
                moment(),
                pe.index,
                rec,
                run,
                RmiRecExitReason.of(memory.read8(run + RmiRecRun.EXIT_REASON)),
                memory.read64(run + RmiRecRun.EXIT_ESR),
                memory.read64(run + RmiRecRun.EXIT_HPFAR));
    }

    /** The PE was in Security state {@code from} before what native software just did. */
    public void worldSwitched(Pe pe, SecurityState from) {
        if (count(pe)) {
            deliver(new MachineEvent.WorldSwitch(moment(), pe.index, from, pe.securityState));
        }
    }

    /** PSCI has been called and answered. */
    public void psciCalled(Pe pe, Psci function, long argument, long result) {
        if (count(pe)) {
            deliver(new MachineEvent.PsciCall(moment(), pe.index, function, argument, result));
        }
    }

    /** The console transmitted a byte; no event of the run, because it is part of an instruction. */
    public void consoleTransmitted(int value) {
        MachineObserver listener = observer;
        if (listener != null && !quiet) {
            listener.consoleOutput(value);
        }
    }

    /** An input took effect at instruction count {@code at}. */
    public void inputApplied(long at, int pe, InputAction action) {
        countAt(at);
        if (heard) {
            deliver(new MachineEvent.Input(moment(), pe, action));
        }
    }

    private static List<Long> registers(Pe pe, int first, int count) {
        List<Long> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(pe.x[first + i]);
        }
        return List.copyOf(values);
    }

    // --- state

    @Override
    public void save(StateSink sink) {
        sink.put(instructions);
        sink.put(ordinal);
    }

    @Override
    public void load(StateSource source) {
        instructions = source.next();
        ordinal = (int) source.next();
        stopEvent = null;
        watchedWrite = NO_ADDRESS;
        stopAt = Moment.NEVER;
    }
}
