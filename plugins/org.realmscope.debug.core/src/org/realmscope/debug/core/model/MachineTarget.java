package org.realmscope.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockRetrievalExtension;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MachineSummary.PeInfo;

/**
 * A machine in the Debug view: the one that runs, or the machine at an open moment. Its threads are its PEs, which run
 * and stop together.
 */
public abstract class MachineTarget extends RealmElement implements IDebugTarget, IMemoryBlockRetrievalExtension {
    private final Session session;
    private final MachineState state;
    private final ValueHistory values = new ValueHistory();
    private final Set<RealmMemoryBlock> memoryBlocks = new CopyOnWriteArraySet<>();
    private volatile List<RealmThread> threads = List.of();
    private volatile boolean isShown;
    private volatile boolean hasEnded;

    MachineTarget(Session session, @Nullable Integer momentId, String moment, String label) {
        super(null);
        this.session = session;
        state = new MachineState(session, this, momentId, moment, label);
    }

    /** The machine as views read it. */
    public RealmState state() {
        return state;
    }

    /** The session that this is of. */
    public Session session() {
        return session;
    }

    @Override
    public MachineTarget target() {
        return this;
    }

    MachineState machineState() {
        return state;
    }

    ValueHistory values() {
        return values;
    }

    /** The thread with a number of the protocol's. */
    @Nullable
    RealmThread thread(@Nullable Integer id) {
        for (RealmThread each : threads) {
            if (id != null && each.id() == id) {
                return each;
            }
        }
        return null;
    }

    /** The PEs, in order. */
    public List<RealmThread> threads() {
        return threads;
    }

    /** Shows the target, with its threads, in the Debug view. */
    void show() {
        getLaunch().addDebugTarget(this);
        isShown = true;
        ModelEvent.CREATED.fire(this);
        threads.forEach(ModelEvent.CREATED::fire);
    }

    // --- what the machine is like now

    /**
     * Reads the PEs and the frames of one of them anew.
     *
     * @param first thread whose frames are wanted at once; null for none
     */
    CompletableFuture<?> refresh(@Nullable Integer first) {
        values.next();
        threads.forEach(RealmThread::outdate);
        RealmThread known = thread(first);
        CompletableFuture<List<RealmFrame>> frames =
                known == null ? CompletableFuture.completedFuture(List.of()) : known.loadFrames();
        return state.ask().thenAccept(this::show).thenCompose(shown -> {
            RealmThread added = known == null ? thread(first) : null;
            return added == null ? frames : added.loadFrames();
        });
    }

    private void show(MachineSummary summary) {
        List<RealmThread> shown = new ArrayList<>();
        List<RealmThread> added = new ArrayList<>();
        for (PeInfo pe : summary.pes()) {
            RealmThread known = thread(pe.thread());
            RealmThread thread = known == null ? new RealmThread(this, pe) : known;
            thread.show(pe);
            shown.add(thread);
            if (known == null) {
                added.add(thread);
            }
        }
        List<RealmThread> gone = new ArrayList<>(threads);
        gone.removeAll(shown);
        threads = List.copyOf(shown);
        state.stands(summary.moment());
        if (isShown) {
            // A machine that was launched again may have other PEs.
            gone.forEach(ModelEvent.TERMINATED::fire);
            added.forEach(ModelEvent.CREATED::fire);
        }
    }

    /** What memory blocks show may have changed. */
    void memoryChanged() {
        memoryBlocks.forEach(ModelEvent.CONTENT_CHANGED::fire);
    }

    /** The target is over; its session calls this once. */
    void end() {
        hasEnded = true;
        if (isShown) {
            threads.forEach(ModelEvent.TERMINATED::fire);
            ModelEvent.TERMINATED.fire(this);
        }
    }

    /** Whether the target is over: terminated, or left by this session. */
    boolean hasEnded() {
        return hasEnded;
    }

    // --- the platform's questions

    @Override
    public IDebugTarget getDebugTarget() {
        return this;
    }

    @Override
    public ILaunch getLaunch() {
        return session.launch();
    }

    @Override
    public @Nullable IProcess getProcess() {
        IProcess[] processes = getLaunch().getProcesses();
        return processes.length == 0 ? null : processes[0];
    }

    @Override
    public IThread[] getThreads() {
        return hasEnded ? new IThread[0] : threads.toArray(IThread[]::new);
    }

    @Override
    public boolean hasThreads() {
        return !hasEnded && !threads.isEmpty();
    }

    @Override
    public boolean isTerminated() {
        return hasEnded;
    }

    @Override
    public boolean supportsBreakpoint(IBreakpoint breakpoint) {
        return false;
    }

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        // The session's breakpoints listen for themselves, once for all its targets.
    }

    @Override
    public void breakpointRemoved(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        // As above.
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        // As above.
    }

    // --- memory

    @Override
    public boolean supportsStorageRetrieval() {
        return session.capabilities().getSupportsReadMemoryRequest() == Boolean.TRUE;
    }

    @Override
    public IMemoryBlock getMemoryBlock(long startAddress, long length) throws DebugException {
        return memoryBlock(MemoryAddress.of("pa(ns):0x" + Long.toHexString(startAddress)));
    }

    @Override
    public RealmMemoryBlock getExtendedMemoryBlock(String expression, @Nullable Object context) throws DebugException {
        MemoryAddress address = MemoryAddress.parse(expression);
        if (address == null) {
            RealmFrame frame = context instanceof RealmFrame selected ? selected : null;
            address = session.join().join(session.evaluations().address(expression, frame));
        }
        return memoryBlock(address);
    }

    /** How the adapter is told of an address of this machine. */
    public String memoryReference(MemoryAddress address) {
        return address.toString();
    }

    private RealmMemoryBlock memoryBlock(MemoryAddress address) {
        RealmMemoryBlock block = new RealmMemoryBlock(this, address);
        memoryBlocks.add(block);
        return block;
    }

    void disposed(RealmMemoryBlock block) {
        memoryBlocks.remove(block);
    }
}
