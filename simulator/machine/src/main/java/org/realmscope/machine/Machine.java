package org.realmscope.machine;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.checkpoint.Checkpoint;
import org.realmscope.machine.checkpoint.CheckpointStore;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.checkpoint.StateWords;
import org.realmscope.machine.control.Discarded;
import org.realmscope.machine.control.Pause;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.control.WatchedAccess;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.machine.el3.SuspendedWorld;
import org.realmscope.machine.event.EventProbe;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.event.PeCounts;
import org.realmscope.machine.event.StopRequest;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.input.InputLog;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.schedule.Scheduler;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.Vmm;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;

/**
 * A simulated machine and its history. It stands at one {@link Moment} of its run; running, stepping and going back
 * move it along the run and never change it, {@link #apply} changes it from that moment on.
 *
 * <p>Not thread-safe: one thread uses a machine and its forks. Only {@link #pause()} may be used by others.
 */
public final class Machine {
    private final MachineConfiguration configuration;
    private final Supplier<? extends Vmm> vmms;
    private final Board board;
    private final InputLog log;
    private final Inputs inputs;
    private final CheckpointStore checkpoints;
    private final Breakpoints breakpoints;
    private final RunLoop loop;
    private final Pause pause = new Pause();
    /** The furthest moment of the run that has been reached. */
    private Moment frontier = Moment.START;

    /**
     * A machine at reset: images are in memory, PE 0 is about to boot the Realm world and then enters the first
     * image, in NS-EL2h with the MMU off; the other PEs are off.
     *
     * @throws UserError if an image does not fit
     */
    public Machine(MachineConfiguration configuration, List<ElfImage> images) {
        this(configuration, images, () -> Vmm.NONE);
    }

    /**
     * The same with a VMM.
     *
     * @param vmms makes the VMM of this machine, and that of each fork
     * @throws UserError if an image does not fit
     */
    public Machine(MachineConfiguration configuration, List<ElfImage> images, Supplier<? extends Vmm> vmms) {
        this(configuration, new PhysicalMemory(configuration.memoryMap().regions()), new InputLog(), vmms);
        MemoryMap map = configuration.memoryMap();
        if (images.isEmpty()) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "no image: the machine needs one to start");
        }
        board.initialiseGranules(map);
        long entry = images.getFirst().load(board.memory, map.hostBase(), map.reservedFromHost());
        for (ElfImage image : images.subList(1, images.size())) {
            image.load(board.memory, map.hostBase(), map.reservedFromHost());
        }
        board.power.powerOn(board.platform.pe(0), entry, 0);
        takeCheckpoint();
    }

    private Machine(
            MachineConfiguration configuration, PhysicalMemory memory, InputLog log, Supplier<? extends Vmm> vmms) {
        this.configuration = configuration;
        this.vmms = vmms;
        this.log = log;
        this.board = new Board(configuration, memory, vmms.get());
        this.inputs = new Inputs(board, log);
        this.checkpoints = new CheckpointStore(configuration.checkpoints(), memory.generations());
        this.breakpoints = new Breakpoints(board);
        this.loop = new RunLoop(board, log, inputs, breakpoints, checkpoints, this::takeCheckpoint, pause);
    }

    // --- what there is

    public MachineConfiguration configuration() {
        return configuration;
    }

    /** Memory, granule protection and devices; to be read, and changed by {@link #apply} only. */
    public Platform platform() {
        return board.platform;
    }

    /**
     * A PE; to be read only.
     *
     * @param index 0 to {@code configuration().pes() - 1}
     */
    public Pe pe(int index) {
        return board.platform.pe(index);
    }

    /** The VMM of this machine; {@link Vmm#NONE} if it has none. */
    public Vmm vmm() {
        return board.vmm;
    }

    /** Whether the PE is on, runs, or waits. */
    public RunState state(int pe) {
        return board.scheduler.state(pe);
    }

    /** What the PE does and where, in words. */
    public String describe(int pe) {
        return Descriptions.waiting(board.platform.pe(pe), board.scheduler.state(pe));
    }

    /** Whether the host of a PE has called an RMI command, nothing of which has taken effect yet. */
    public boolean isRmiCallPending(int pe) {
        return board.monitor.isRmiCallPending(pe);
    }

    /** The host's registers as EL3 keeps them, of a PE that is in the Realm world; null for any other. */
    public @Nullable SuspendedWorld suspendedHost(int pe) {
        return pe(pe).securityState == SecurityState.REALM ? board.worlds.host(pe) : null;
    }

    /** Index of the PE whose turn it is, or -1 if every PE is off or waits. */
    public int currentPe() {
        return board.scheduler.current() == Scheduler.NOBODY ? -1 : board.scheduler.current();
    }

    /** Where the machine stands. */
    public Moment now() {
        return board.now();
    }

    /** The furthest moment that the run has reached. */
    public Moment frontier() {
        return frontier;
    }

    /** The first moment that {@link #goTo} can reach. */
    public Moment earliest() {
        return checkpoints.earliest();
    }

    /** What the console has shown up to now. */
    public String consoleText() {
        return board.console.text(board.uart.transmittedBytes());
    }

    /** The inputs of the run, past and future. */
    public List<InputLog.Entry> inputs() {
        return log.entries();
    }

    /** Checkpoints that are kept, and the bytes that they alone keep alive. */
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    /** Hash of the whole state: equal for equal moments of equal runs, however they were reached. */
    public StateHash stateHash() {
        StateHash.Builder builder = new StateHash.Builder();
        board.save(builder);
        builder.putMemory(board.memory);
        return builder.build();
    }

    // --- running

    /** Runs until something stops the run. */
    public StopReason run() {
        return run(Moment.NEVER);
    }

    /** Runs until the first moment of the run that is not before {@code until}, or until something else stops it. */
    public StopReason run(Moment until) {
        StopReason reason = loop.run(until, false);
        advanceFrontier();
        return reason;
    }

    /**
     * Runs until a PE has executed one instruction, or taken one interrupt instead, together with what EL3 does in
     * consequence. The other PEs run as far as the schedule has it.
     */
    public StopReason stepInstruction(int pe) {
        if (pe < 0 || pe >= configuration.pes()) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "there is no PE " + pe + "; the machine has " + configuration.pes());
        }
        if (board.scheduler.state(pe) == RunState.OFF) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "PE " + pe + " is off and cannot be stepped");
        }
        StopReason reason = loop.step(pe);
        advanceFrontier();
        return reason;
    }

    /** Where the instruction began that the last {@link #stepInstruction} executed, or did not complete. */
    public Moment stepStart() {
        return loop.stepStart();
    }

    /** The way for other threads to stop a run. */
    public Pause pause() {
        return pause;
    }

    private void advanceFrontier() {
        if (frontier.isBefore(now())) {
            frontier = now();
        }
    }

    /** Tells {@code observer}, in place of whoever was told before, what happens from now on; null for nobody. */
    public void setObserver(@Nullable MachineObserver observer) {
        board.events.setObserver(observer);
    }

    /** Tells {@code probe}, in place of whoever was told before, of events as plain values; null for nobody. */
    public void setProbe(@Nullable EventProbe probe) {
        board.events.setProbe(probe);
    }

    /** What each PE has executed so far. */
    public PeCounts counts() {
        return board.events.counts();
    }

    /**
     * Another number than before whenever a realm or REC may have been created or destroyed, or the machine may stand
     * at another moment.
     */
    public long realmChanges() {
        return board.events.realmChanges();
    }

    // --- stops; none of them changes the run

    /** Arms a stop right after events. */
    public void addStopRequest(StopRequest request) {
        board.events.addStopRequest(request);
    }

    public void removeStopRequest(StopRequest request) {
        board.events.removeStopRequest(request);
    }

    /** Arms a stop before the instruction at {@code pa} executes on a PE for which {@code condition} holds. */
    public void addBreakpoint(long pa, PeCondition condition) {
        breakpoints.add(pa, condition);
    }

    public void removeBreakpoint(long pa, PeCondition condition) {
        breakpoints.remove(pa, condition);
    }

    /**
     * Arms a stop before memory is accessed by an instruction, and right after native software has written it.
     *
     * @throws UserError if no memory is there
     */
    public void addWatchpoint(Watchpoint watchpoint) {
        if (watchpoint.length() <= 0 || !board.memory.isBacked(watchpoint.pa(), watchpoint.length())) {
            throw new UserError(
                    UserError.Code.ADDRESS_OUTSIDE_MEMORY,
                    "no memory is at 0x%x to 0x%x to be watched"
                            .formatted(watchpoint.pa(), watchpoint.pa() + watchpoint.length() - 1));
        }
        breakpoints.watch(watchpoint);
    }

    /** The last access before which, or native write behind which, a watchpoint stopped; null if none did. */
    public @Nullable WatchedAccess watchedAccess() {
        return breakpoints.access();
    }

    public void removeWatchpoint(Watchpoint watchpoint) {
        breakpoints.unwatch(watchpoint);
    }

    // --- inputs

    /** What {@link #apply} would give up now. */
    public Discarded discardedByEdit() {
        return new Discarded(log.discardableFrom(inputs.position()), now(), frontier);
    }

    /**
     * Changes the machine where it stands. What was known of the run after this moment is given up.
     *
     * @return what has been given up
     * @throws UserError if the action names something that the machine does not have; nothing has changed then
     */
    public Discarded apply(InputAction action) {
        inputs.check(action);
        Discarded discarded = discardedByEdit();
        log.discardFrom(inputs.position());
        checkpoints.discardAfter(now());
        log.insert(inputs.position(), new InputLog.Entry(now(), action, false));
        inputs.applyNext();
        frontier = now();
        return discarded;
    }

    /**
     * Plans an input for a later instruction count, as part of the run from its beginning. What was known of the run
     * after this moment is given up.
     *
     * @param instructions when; not before {@link #now}
     */
    public Discarded plan(long instructions, InputAction action) {
        inputs.check(action);
        Moment at = new Moment(instructions, 0);
        if (instructions < now().instructions()) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "an input cannot be planned for " + instructions + ": the machine stands at " + now());
        }
        Discarded discarded = discardedByEdit();
        log.discardFrom(inputs.position());
        checkpoints.discardAfter(now());
        log.add(new InputLog.Entry(at, action, true));
        frontier = now();
        return discarded;
    }

    // --- history

    /**
     * The state as it is now, for {@link #returnTo}. It lives as long as the caller keeps it, beside the checkpoints
     * that the machine keeps itself, and is void when an earlier moment is edited.
     */
    public Checkpoint mark() {
        StateWords words = new StateWords();
        board.save(words);
        words.trim();
        Checkpoint mark = new Checkpoint(board.now(), inputs.position(), board.memory.snapshot(), words);
        board.platform.memorySnapshotTaken();
        return mark;
    }

    /** Moves the machine to where {@code mark} was made, at once; as {@link #goTo}. */
    public void returnTo(Checkpoint mark) {
        restore(mark);
    }

    private void takeCheckpoint() {
        Checkpoint checkpoint = mark();
        MachineObserver observer = board.events.observer();
        if (checkpoints.add(checkpoint) && observer != null) {
            observer.earliestMomentMoved(checkpoints.earliest());
        }
    }

    private void restore(Checkpoint checkpoint) {
        board.memory.restore(checkpoint.memory());
        board.load(checkpoint.state().read());
        board.platform.memoryRestored();
        inputs.setPosition(checkpoint.inputs());
        breakpoints.mark();
        loop.moved();
    }

    /**
     * Moves the machine to the first moment of its run that is not before {@code moment}, backwards or forwards.
     * Observers hear nothing of it, and nothing stops it but the end of the run.
     *
     * @throws UserError if {@code moment} is before {@link #earliest}
     */
    public void goTo(Moment moment) {
        Checkpoint nearest = checkpoints.atOrBefore(moment);
        if (nearest == null) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "moment " + moment + " is before " + earliest() + ", the earliest that is still kept");
        }
        if (moment.isBefore(now()) || now().isBefore(nearest.moment())) {
            restore(nearest);
        }
        loop.run(moment, true);
        advanceFrontier();
    }

    /**
     * A second machine that stands at {@code moment} of this one's run, with the same past and the same inputs.
     * Neither sees what the other does from then on.
     *
     * @throws UserError if {@code moment} is before {@link #earliest}
     */
    public Machine fork(Moment moment) {
        Checkpoint nearest = checkpoints.atOrBefore(moment);
        if (nearest == null) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "moment " + moment + " is before " + earliest() + ", the earliest that is still kept");
        }
        Machine fork = new Machine(configuration, board.memory.fork(nearest.memory()), InputLog.copyOf(log), vmms);
        fork.board.console.copy(board.console);
        fork.restore(nearest);
        fork.checkpoints.add(nearest);
        fork.goTo(moment);
        return fork;
    }
}
