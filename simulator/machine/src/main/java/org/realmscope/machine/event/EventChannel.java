package org.realmscope.machine.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.Smccc;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.Vmm;
import org.realmscope.machine.vmm.VmmPhase;
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
    /** X0 to X8, which carry the arguments and results of RSI calls. */
    public static final int REALM_CALL_REGISTERS = 9;

    private final List<StopRequest> stopRequests = new ArrayList<>();
    private long instructions;
    private int ordinal;
    private final PeCounts counts = new PeCounts();
    private @Nullable MachineObserver observer;
    private @Nullable EventProbe probe;
    private boolean quiet;
    private boolean heard;
    private Moment stopAt = Moment.NEVER;
    private @Nullable MachineEvent stopEvent;
    private long watchedWrite = NO_ADDRESS;
    private WatchedWrites watchedWrites = (pa, length) -> false;
    private @Nullable Pe acting;
    private Vmm vmm = Vmm.NONE;
    /** Null if the RMM is native. */
    private @Nullable OpenExceptions exceptions;
    /** See {@link #realmChanges}; no state. */
    private long realmChanges;

    /** Knows which bytes are watched where a granule is. */
    @FunctionalInterface
    public interface WatchedWrites {
        /** Whether a write of native software to these bytes, within one granule, is to be reported. */
        boolean includes(long pa, int length);
    }

    // --- listeners

    /** Names who knows which bytes are watched. */
    public void setWatchedWrites(WatchedWrites writes) {
        watchedWrites = writes;
    }

    public void setObserver(@Nullable MachineObserver listener) {
        observer = listener;
        listenersChanged();
    }

    public @Nullable MachineObserver observer() {
        return observer;
    }

    /** Tells {@code listener}, in place of whoever was told before; null for nobody. */
    public void setProbe(@Nullable EventProbe listener) {
        probe = listener;
    }

    /** What each PE has executed. */
    public PeCounts counts() {
        return counts;
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

    /** The RMM is an image: where it goes on with a Realm has to be seen on the PE. */
    public void followRealmExceptions(int pes) {
        exceptions = new OpenExceptions(pes);
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
     * Physical address of the watched memory that native software wrote first since the last call, or
     * {@link #NO_ADDRESS}.
     */
    public long takeWatchedWrite() {
        long pa = watchedWrite;
        watchedWrite = NO_ADDRESS;
        return pa;
    }

    /** Names the PE on which everything happens until the next call. */
    public void setActing(Pe pe) {
        acting = pe;
        counts.turnStarted(pe);
    }

    /** The moment of the run at an instruction count. */
    public Moment momentAt(long count) {
        return new Moment(count, ordinalAt(count));
    }

    /** Events that happened at an instruction count so far. */
    public int ordinalAt(long count) {
        return count == instructions ? ordinal : 0;
    }

    /** Names the VMM that hears of the Realms' faults, whether or not anybody else does. */
    public void setVmm(Vmm listener) {
        vmm = listener;
    }

    /**
     * Another number than before whenever a realm or REC may have been created or destroyed, or the machine may stand
     * at another moment, so that what has been found out of them can be kept as long as it is the same.
     */
    public long realmChanges() {
        return realmChanges;
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
        counts.exceptionTaken(pe, fromEl, targetEl);
        boolean isRealmFault = targetEl == 2
                && pe.securityState == SecurityState.REALM
                && ExceptionEvents.isStage2Abort(pe, fromEl, targetEl, vectorOffset);
        if (isRealmFault) {
            counts.realmFaultTaken(pe);
        }
        OpenExceptions followed = exceptions;
        if (followed != null && fromEl < 2 && targetEl == 2 && pe.securityState == SecurityState.REALM) {
            followed.taken(pe);
        }
        if (count(pe)) {
            deliver(ExceptionEvents.of(moment(), pe, fromEl, targetEl, vectorOffset));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.exceptionTaken(pe, ordinal, fromEl, targetEl, vectorOffset);
        }
        if (isRealmFault) {
            vmm.realmFault(pe, counts.faultRepeats(pe.index));
        }
        stopIfWanted(pe, vmm.nextAction() <= instructions);
    }

    /** Makes the PE stop behind an event that its own instruction has led to. */
    private void stopIfWanted(Pe pe, boolean isVmmDue) {
        boolean reached = instructions == stopAt.instructions() && ordinal >= stopAt.ordinal();
        if ((reached || isVmmDue || stopEvent != null) && pe.stop == null) {
            pe.requestStop(StopCause.REQUESTED);
        }
    }

    @Override
    public void exceptionReturned(Pe pe, int fromEl) {
        counts.exceptionReturned(pe, fromEl);
        OpenExceptions followed = exceptions;
        boolean isRealm = fromEl == 2 && pe.el < 2 && pe.securityState == SecurityState.REALM;
        if (followed != null && isRealm && followed.close(pe.index)) {
            realmResumed(
                    pe,
                    followed.esr(pe.index),
                    followed.words(pe.index),
                    OpenExceptions.REGISTERS,
                    followed.isElsewhere(pe));
            stopIfWanted(pe, false);
        }
    }

    @Override
    public void tlbInvalidated(Pe pe, int systemInstruction, long operand) {
        EventProbe listener = probe;
        if (listener != null && pe.el == 2 && pe.securityState == SecurityState.REALM) {
            listener.tlbInvalidated(pe, ordinalAt(pe.instructions));
        }
    }

    @Override
    public void stage2Invalidated(int vmid, long ipa, long size) {
        EventProbe listener = probe;
        Pe pe = acting;
        if (listener != null && pe != null) {
            listener.tlbInvalidated(pe, ordinalAt(pe.instructions));
        }
    }

    @Override
    public void granuleAssigned(long pa, PhysicalAddressSpace from, PhysicalAddressSpace to) {
        Pe pe = acting;
        if (pe != null && count(pe)) {
            deliver(new MachineEvent.GranuleChange(moment(), pe.index, pa, from, to));
        }
        EventProbe listener = probe;
        if (listener != null && pe != null) {
            listener.granuleAssigned(pe, ordinal);
        }
    }

    @Override
    public void watchedMemoryWritten(long pa, int length) {
        if (!quiet && watchedWrite == NO_ADDRESS && watchedWrites.includes(pa, length)) {
            watchedWrite = pa;
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
        if (functionId == RmiCommand.REC_ENTER.functionId()) {
            counts.entering(pe, pe.x[1]);
        }
        if (count(pe)) {
            deliver(new MachineEvent.RmiCall(
                    moment(), pe.index, functionId, RmiCommand.of(functionId), registers(pe, 1, RMI_ARGUMENTS)));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.rmiCalled(pe, ordinal, functionId);
        }
    }

    /**
     * An RMI call is complete.
     *
     * @param calls X0-X6 of the call from {@code call} on
     * @param first register that holds its status now; the outputs are in those that follow
     */
    public void rmiReturned(Pe pe, long[] calls, int call, int first) {
        long functionId = calls[call] & 0xffff_ffffL;
        RmiCommand command = RmiCommand.of(functionId);
        if (command == RmiCommand.REALM_CREATE
                || command == RmiCommand.REALM_DESTROY
                || command == RmiCommand.REC_CREATE
                || command == RmiCommand.REC_DESTROY) {
            realmChanges++;
        }
        if (command == RmiCommand.RTT_SET_RIPAS && pe.x[first] == RmiStatus.SUCCESS.returnCode()) {
            counts.ripasChanged(pe);
        }
        if (count(pe)) {
            deliver(new MachineEvent.RmiReturn(
                    moment(),
                    pe.index,
                    functionId,
                    command,
                    words(calls, call + 1, RMI_ARGUMENTS),
                    registers(pe, first, RMI_RESULTS)));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.rmiReturned(pe, ordinal, functionId, first);
        }
        OpenExceptions followed = exceptions;
        if (followed != null && command == RmiCommand.REC_ENTER) {
            followed.close(pe.index);
        }
        if (command == RmiCommand.REC_ENTER && pe.x[first] == RmiStatus.SUCCESS.returnCode()) {
            boolean reportsFault = recExited(pe, calls[call + 2]);
            if (count(pe)) {
                deliver(recExit(pe, calls[call + 1], calls[call + 2], reportsFault));
            }
            if (listener != null) {
                listener.recExited(pe, ordinal, calls[call + 1], calls[call + 2]);
            }
        }
    }

    /** @return whether there is an abort in the exit record that the PE has not taken, which is the RMM's */
    private boolean recExited(Pe pe, long run) {
        PhysicalMemory memory = pe.platform.memory;
        int reason = memory.read8(run + RmiRecRun.EXIT_REASON);
        if (reason == RmiRecExitReason.RIPAS_CHANGE.code()) {
            vmm.ripasChangeAsked(pe, counts.ripasChangeAsked(pe, memory.read64(run + RmiRecRun.EXIT_RIPAS_BASE)));
        }
        boolean isAbort = reason == RmiRecExitReason.SYNC.code()
                && Syndrome.isAbortOfLowerEl(memory.read64(run + RmiRecRun.EXIT_ESR));
        boolean isReported = isAbort && counts.isWithoutFault(pe);
        if (isReported) {
            counts.realmFaultReported(pe, Syndrome.faultingPage(memory.read64(run + RmiRecRun.EXIT_HPFAR)));
            vmm.realmFault(pe, counts.faultRepeats(pe.index));
        }
        return isReported;
    }

    private MachineEvent recExit(Pe pe, long rec, long run, boolean reportsFault) {
        PhysicalMemory memory = pe.platform.memory;
        return new MachineEvent.RecExit(
                moment(),
                pe.index,
                rec,
                run,
                RmiRecExitReason.of(memory.read8(run + RmiRecRun.EXIT_REASON)),
                memory.read64(run + RmiRecRun.EXIT_ESR),
                memory.read64(run + RmiRecRun.EXIT_HPFAR),
                reportsFault);
    }

    /**
     * R-EL2 software has handled an exception, and the Realm goes on.
     *
     * @param esr ESR_EL2 of the exception
     * @param call X0 to X8 at the exception, from {@code x0} on
     * @param injected whether the Realm goes on at its own vector
     */
    public void realmResumed(Pe pe, long esr, long[] call, int x0, boolean injected) {
        if (count(pe)) {
            deliver(new MachineEvent.RealmResumed(
                    moment(),
                    pe.index,
                    esr,
                    Smccc.functionId(call[x0]),
                    words(call, x0 + 1, REALM_CALL_REGISTERS - 1),
                    registers(pe, 0, REALM_CALL_REGISTERS),
                    injected));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.realmResumed(pe, ordinal, esr, call[x0]);
        }
    }

    /** The PE was in Security state {@code from} before what native software just did. */
    public void worldSwitched(Pe pe, SecurityState from) {
        if (count(pe)) {
            deliver(new MachineEvent.WorldSwitch(moment(), pe.index, from, pe.securityState));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.worldSwitched(pe, ordinal, from);
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
        realmChanges++;
        countAt(at);
        if (heard) {
            deliver(new MachineEvent.Input(moment(), pe, action));
        }
    }

    /** The VMM took notice of what the host image stored to its doorbell. */
    public void doorbellAcknowledged(long at, int pe, long value) {
        countAt(at);
        if (heard) {
            deliver(new MachineEvent.Doorbell(moment(), pe, (int) value & 0xff, value >>> 8));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.doorbellAcknowledged(at, ordinal, pe, value);
        }
    }

    /** The VMM gave a command with {@code count} arguments to the thread of a PE. */
    public void vmmCommanded(long at, int pe, long request, long command, long[] arguments, int count) {
        countAt(at);
        if (heard) {
            List<Long> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(arguments[i]);
            }
            deliver(new MachineEvent.VmmCommand(moment(), pe, request, command, List.copyOf(values)));
        }
    }

    /** The VMM filled memory. */
    public void vmmWrote(long at, long pa, int length) {
        countAt(at);
        if (heard) {
            deliver(new MachineEvent.VmmWrite(moment(), 0, pa, length));
        }
    }

    /** The VMM did something that concerns it alone. */
    public void vmmNoted(long at, String what) {
        countAt(at);
        if (heard) {
            deliver(new MachineEvent.VmmNote(moment(), 0, what));
        }
    }

    /** A phase of the VMM's life begins. */
    public void vmmPhaseBegan(long at, VmmPhase phase) {
        countAt(at);
        if (heard) {
            deliver(new MachineEvent.VmmPhaseChange(moment(), 0, phase));
        }
        EventProbe listener = probe;
        if (listener != null) {
            listener.vmmPhaseBegan(at, ordinal, phase);
        }
    }

    private static List<Long> registers(Pe pe, int first, int count) {
        return words(pe.x, first, count);
    }

    private static List<Long> words(long[] source, int first, int count) {
        List<Long> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(source[first + i]);
        }
        return List.copyOf(values);
    }

    // --- state

    @Override
    public void save(StateSink sink) {
        sink.put(instructions);
        sink.put(ordinal);
        counts.save(sink);
        OpenExceptions followed = exceptions;
        if (followed != null) {
            followed.save(sink);
        }
    }

    @Override
    public void load(StateSource source) {
        instructions = source.next();
        ordinal = (int) source.next();
        counts.load(source);
        OpenExceptions followed = exceptions;
        if (followed != null) {
            followed.load(source);
        }
        realmChanges++;
        stopEvent = null;
        watchedWrite = NO_ADDRESS;
        stopAt = Moment.NEVER;
    }
}
