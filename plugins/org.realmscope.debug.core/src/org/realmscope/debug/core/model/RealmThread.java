package org.realmscope.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.realmscope.protocol.MachineSummary.PeInfo;

/** A PE, with what runs on it. */
public final class RealmThread extends RealmElement implements IThread, Reversible {
    /** Frames that are asked for at once. */
    private static final int PAGE = 50;

    private final MachineTarget target;
    private final int id;
    private volatile PeInfo pe;
    private volatile boolean isStepping;
    private volatile boolean isStopReason;
    /** Whether the platform has heard that it is suspended, and not yet that it has gone on. */
    private volatile boolean isHeardSuspended;

    private volatile IBreakpoint[] breakpoints = {};
    /** Frames since the last stop; null until somebody asks. Guarded by this. */
    private @Nullable CompletableFuture<List<RealmFrame>> frames;
    /** Frames at the last stop, whose objects are used again, so that views keep what is selected and expanded. */
    private volatile List<RealmFrame> shown = List.of();

    RealmThread(MachineTarget target, PeInfo pe) {
        super(target);
        this.target = target;
        id = pe.thread();
        this.pe = pe;
    }

    @Override
    public MachineTarget target() {
        return target;
    }

    /** Number of the thread in the protocol. */
    public int id() {
        return id;
    }

    /** Number of the PE. */
    public int pe() {
        return pe.pe();
    }

    /** What was last known of the PE. */
    public PeInfo info() {
        return pe;
    }

    /** What runs on the PE, its world and Exception level, for example {@code PE 1: realm0.vcpu0 [Realm EL1]}. */
    @Override
    public String getName() {
        PeInfo now = pe;
        String world = switch (now.world().toLowerCase(Locale.ROOT)) {
            case "ns" -> "Non-secure";
            case "realm" -> "Realm";
            case "root" -> "Root";
            case "secure" -> "Secure";
            default -> now.world();
        };
        return "%s [%s EL%d]".formatted(now.name(), world, now.el());
    }

    // --- what becomes of it

    void show(PeInfo now) {
        pe = now;
    }

    /** What is known of the frames is of the past. */
    synchronized void outdate() {
        frames = null;
    }

    /**
     * The machine moves.
     *
     * @param isAsked whether this thread was asked to
     * @return the event that says so of this thread; null for none
     */
    @Nullable
    ModelEvent resumed(Movement how, boolean isAsked) {
        boolean isHeard = isHeardSuspended;
        isStepping = isAsked && how.isStep();
        isHeardSuspended = false;
        isStopReason = false;
        breakpoints = new IBreakpoint[0];
        if (isStepping) {
            return how.event();
        }
        if (isHeard || !how.isStep()) {
            retireFrames();
        }
        return isHeard ? ModelEvent.RESUMED : how.isStep() ? null : ModelEvent.STATE_CHANGED;
    }

    /** The machine has stopped for this thread. */
    void suspended() {
        isStepping = false;
        isStopReason = true;
        isHeardSuspended = true;
    }

    /**
     * The machine has stopped for another thread.
     *
     * @return the event that says so of this thread: a step of it has come to no end of its own
     */
    ModelEvent suspendedForAnother() {
        boolean isCut = isStepping;
        isStepping = false;
        isStopReason = false;
        if (isCut) {
            retireFrames();
            isHeardSuspended = true;
        }
        return isCut ? ModelEvent.SUSPENDED : ModelEvent.CONTENT_CHANGED;
    }

    /**
     * Forgets the frames, so that after the next stop there are others: the platform keeps a suspended frame selected,
     * and would not go to the thread for which the machine has stopped.
     */
    private void retireFrames() {
        shown.forEach(RealmFrame::retire);
        shown = List.of();
    }

    /** Whether the machine stopped for something that happened on this PE. */
    boolean isStopReason() {
        return isStopReason;
    }

    void hit(IBreakpoint[] hit) {
        breakpoints = hit;
    }

    // --- frames

    /** The frames, which are asked for once after each stop. */
    synchronized CompletableFuture<List<RealmFrame>> loadFrames() {
        CompletableFuture<List<RealmFrame>> known = frames;
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<List<RealmFrame>> asked = page(new ArrayList<>());
        frames = asked;
        return asked;
    }

    private CompletableFuture<List<RealmFrame>> page(List<StackFrame> before) {
        StackTraceArguments arguments = new StackTraceArguments();
        arguments.setThreadId(id);
        arguments.setStartFrame(before.size());
        arguments.setLevels(PAGE);
        return target.session().server().stackTrace(arguments).thenCompose(response -> {
            StackFrame[] page = response.getStackFrames();
            before.addAll(List.of(page));
            boolean isLast = page.length == 0 || before.size() >= total(response, page.length);
            return isLast ? CompletableFuture.completedFuture(show(before)) : page(before);
        });
    }

    /** How many frames there are; as many as came, if the adapter does not say. */
    private static int total(StackTraceResponse response, int page) {
        Integer total = response.getTotalFrames();
        return total != null ? total : page < PAGE ? 0 : Integer.MAX_VALUE;
    }

    /** Frames are the same objects as before where the same function is as far from the outermost frame. */
    private List<RealmFrame> show(List<StackFrame> now) {
        List<RealmFrame> before = new ArrayList<>(shown);
        List<RealmFrame> next = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            StackFrame frame = now.get(i);
            int old = before.size() - (now.size() - i);
            RealmFrame known = old >= 0 && before.get(old).isOf(frame) ? before.get(old) : new RealmFrame(this);
            known.show(frame, i);
            next.add(known);
        }
        shown = List.copyOf(next);
        before.removeAll(next);
        before.forEach(RealmFrame::retire);
        return shown;
    }

    /** Name of the innermost frame that is known; empty if none is. */
    String topName() {
        return shown.isEmpty() ? "" : shown.getFirst().getName();
    }

    /** Where the code of a frame is; that of the nearest caller for one that has none, as a model of the RMM. */
    @Nullable
    MemoryAddress codeAddress(RealmFrame frame) {
        List<RealmFrame> known = shown;
        for (int i = Math.max(known.indexOf(frame), 0); i < known.size(); i++) {
            MemoryAddress address = MemoryAddress.parse(known.get(i).instructionPointer());
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private List<RealmFrame> frames() throws DebugException {
        if (!isSuspended()) {
            return List.of();
        }
        // Of an open moment, what is known stays while the live machine runs and the adapter answers nothing.
        return target.session().canAsk() ? target.session().join().join(loadFrames()) : shown;
    }

    @Override
    public IStackFrame[] getStackFrames() throws DebugException {
        return frames().toArray(IStackFrame[]::new);
    }

    @Override
    public boolean hasStackFrames() {
        return isSuspended();
    }

    /**
     * The innermost frame. On a UI thread, where the platform asks when it shows a source, it is the one that is known:
     * that of the thread for which the machine has stopped always is.
     */
    @Override
    public @Nullable RealmFrame getTopStackFrame() throws DebugException {
        List<RealmFrame> known = target.session().join().isRefused() ? known() : frames();
        return known.isEmpty() ? null : known.getFirst();
    }

    private synchronized List<RealmFrame> known() {
        boolean isCurrent = frames != null || live() == null;
        return isSuspended() && isCurrent ? shown : List.of();
    }

    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public IBreakpoint[] getBreakpoints() {
        return breakpoints.clone();
    }

    // --- movements

    private @Nullable RealmDebugTarget live() {
        return target instanceof RealmDebugTarget live ? live : null;
    }

    private boolean canMove() {
        return live() != null && isSuspended();
    }

    private void move(Movement movement) throws DebugException {
        RealmDebugTarget live = live();
        if (live == null) {
            throw MomentTarget.readOnly();
        }
        live.move(this, movement);
    }

    @Override
    public boolean isSuspended() {
        return target.isSuspended();
    }

    @Override
    public boolean canResume() {
        return canMove();
    }

    @Override
    public void resume() throws DebugException {
        move(Movement.CONTINUE);
    }

    @Override
    public boolean canSuspend() {
        return live() != null && target.canSuspend();
    }

    @Override
    public void suspend() throws DebugException {
        RealmDebugTarget live = live();
        if (live == null) {
            throw MomentTarget.readOnly();
        }
        live.suspend(id);
    }

    @Override
    public boolean isStepping() {
        return isStepping;
    }

    @Override
    public boolean canStepInto() {
        return canMove();
    }

    @Override
    public boolean canStepOver() {
        return canMove();
    }

    @Override
    public boolean canStepReturn() {
        return canMove();
    }

    @Override
    public void stepInto() throws DebugException {
        move(Movement.STEP_INTO);
    }

    @Override
    public void stepOver() throws DebugException {
        move(Movement.STEP_OVER);
    }

    @Override
    public void stepReturn() throws DebugException {
        move(Movement.STEP_OUT);
    }

    @Override
    public boolean canStepBack() {
        RealmDebugTarget live = live();
        return live != null && live.canStepBack();
    }

    @Override
    public void stepBack() throws DebugException {
        move(Movement.STEP_BACK);
    }

    @Override
    public boolean canReverseContinue() {
        RealmDebugTarget live = live();
        return live != null && live.canReverseContinue();
    }

    @Override
    public void reverseContinue() throws DebugException {
        move(Movement.REVERSE_CONTINUE);
    }

    @Override
    public boolean canTerminate() {
        return target.canTerminate();
    }

    @Override
    public boolean isTerminated() {
        return target.hasEnded();
    }

    @Override
    public void terminate() throws DebugException {
        target.terminate();
    }
}
