package org.realmscope.debug.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopePresentationHint;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackFramePresentationHint;

/** A stack frame of any world: of a realm, the RMM, the monitor or the host. */
public final class RealmFrame extends RealmElement implements IStackFrame, Reversible {
    private final RealmThread thread;
    private volatile StackFrame data = new StackFrame();
    private volatile int depth;
    private volatile boolean isRetired;
    /** Guarded by this; null until somebody asks since the last stop. */
    private @Nullable CompletableFuture<Scope[]> scopes;

    private @Nullable CompletableFuture<List<RealmVariable>> variables;
    private @Nullable CompletableFuture<List<RealmRegisterGroup>> groups;

    RealmFrame(RealmThread thread) {
        super(thread.target());
        this.thread = thread;
    }

    synchronized void show(StackFrame now, int place) {
        data = now;
        depth = place;
        scopes = null;
        variables = null;
        groups = null;
    }

    /** The frame is one of the past, whatever the machine does. */
    void retire() {
        isRetired = true;
    }

    /** Whether a frame of a later stop is the same one for people. */
    boolean isOf(StackFrame later) {
        return Objects.equals(later.getName(), data.getName()) && Objects.equals(path(later), path(data));
    }

    private static @Nullable String path(StackFrame frame) {
        Source source = frame.getSource();
        return source == null ? null : source.getPath();
    }

    @Override
    public MachineTarget target() {
        return thread.target();
    }

    /** The thread. */
    public RealmThread thread() {
        return thread;
    }

    /** Number of the frame in the protocol, until the machine moves. */
    public int id() {
        return data.getId();
    }

    /** Where the source is; null if there is none. */
    public @Nullable Source source() {
        return data.getSource();
    }

    /** Address of the instruction, for example {@code EL2N:0x42000000}; empty if it has none. */
    public String instructionPointer() {
        return Objects.requireNonNullElse(data.getInstructionPointerReference(), "");
    }

    /** Whether it is the innermost of its thread, as far as is known; asks nobody. */
    public boolean isInnermost() {
        return depth == 0;
    }

    /** Whether it is no code that ran but a model of it, as a command of the built-in RMM. */
    public boolean isModel() {
        return data.getPresentationHint() == StackFramePresentationHint.SUBTLE;
    }

    /** Whether it only says something, as what the frames below it have to do with those above. */
    public boolean isLabel() {
        return data.getPresentationHint() == StackFramePresentationHint.LABEL;
    }

    /** Distinguishes values of this frame from those of others. */
    String valuePath() {
        return thread.id() + "/" + (depth == 0 ? "top" : depth + " " + data.getName());
    }

    @Override
    public String getName() {
        return Objects.requireNonNullElse(data.getName(), "");
    }

    @Override
    public int getLineNumber() {
        return data.getSource() == null ? -1 : data.getLine();
    }

    @Override
    public int getCharStart() {
        return -1;
    }

    @Override
    public int getCharEnd() {
        return -1;
    }

    @Override
    public IThread getThread() {
        return thread;
    }

    // --- variables

    private synchronized CompletableFuture<Scope[]> scopes() {
        CompletableFuture<Scope[]> known = scopes;
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        ScopesArguments arguments = new ScopesArguments();
        arguments.setFrameId(id());
        CompletableFuture<Scope[]> asked =
                target().session().server().scopes(arguments).thenApply(ScopesResponse::getScopes);
        scopes = asked;
        return asked;
    }

    /**
     * Locals and arguments one by one, and each other scope that is none of registers as one that contains its
     * variables.
     */
    public synchronized CompletableFuture<List<RealmVariable>> loadVariables() {
        CompletableFuture<List<RealmVariable>> known = variables;
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<List<RealmVariable>> asked =
                isLabel() || isRetired ? CompletableFuture.completedFuture(List.of()) : askForVariables();
        variables = asked;
        return asked;
    }

    private CompletableFuture<List<RealmVariable>> askForVariables() {
        return scopes().thenCompose(found -> {
            CompletableFuture<List<RealmVariable>> all = CompletableFuture.completedFuture(new ArrayList<>());
            for (Scope scope : found) {
                if (!isRegisters(scope)) {
                    all = all.thenCombine(variables(scope), RealmFrame::joined);
                }
            }
            return all;
        });
    }

    private static List<RealmVariable> joined(List<RealmVariable> all, List<RealmVariable> more) {
        List<RealmVariable> joined = new ArrayList<>(all);
        joined.addAll(more);
        return joined;
    }

    private CompletableFuture<List<RealmVariable>> variables(Scope scope) {
        String hint = scope.getPresentationHint();
        boolean isFlat = ScopePresentationHint.LOCALS.equals(hint) || ScopePresentationHint.ARGUMENTS.equals(hint);
        RealmValue value = RealmValue.of(this, scope);
        return isFlat
                ? value.loadChildren()
                : CompletableFuture.completedFuture(List.of(RealmVariable.ofScope(this, scope, value)));
    }

    static boolean isRegisters(Scope scope) {
        return ScopePresentationHint.REGISTERS.equals(scope.getPresentationHint());
    }

    @Override
    public IVariable[] getVariables() throws DebugException {
        return target().session().join().join(loadVariables()).toArray(IVariable[]::new);
    }

    @Override
    public boolean hasVariables() {
        return isSuspended() && !isLabel();
    }

    @Override
    public IRegisterGroup[] getRegisterGroups() throws DebugException {
        return target().session().join().join(loadRegisterGroups()).toArray(IRegisterGroup[]::new);
    }

    /** The registers, in groups. */
    public synchronized CompletableFuture<List<RealmRegisterGroup>> loadRegisterGroups() {
        CompletableFuture<List<RealmRegisterGroup>> known = groups;
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<List<RealmRegisterGroup>> asked = isLabel() || isRetired
                ? CompletableFuture.completedFuture(List.of())
                : scopes().thenApply(found -> Arrays.stream(found)
                        .filter(RealmFrame::isRegisters)
                        .map(scope -> new RealmRegisterGroup(this, scope))
                        .toList());
        groups = asked;
        return asked;
    }

    @Override
    public boolean hasRegisterGroups() {
        return isSuspended() && !isLabel();
    }

    // --- movements are those of the thread

    @Override
    public boolean canStepInto() {
        return thread.canStepInto();
    }

    @Override
    public boolean canStepOver() {
        return thread.canStepOver();
    }

    @Override
    public boolean canStepReturn() {
        return thread.canStepReturn();
    }

    @Override
    public boolean isStepping() {
        return thread.isStepping();
    }

    @Override
    public void stepInto() throws DebugException {
        thread.stepInto();
    }

    @Override
    public void stepOver() throws DebugException {
        thread.stepOver();
    }

    @Override
    public void stepReturn() throws DebugException {
        thread.stepReturn();
    }

    @Override
    public boolean canStepBack() {
        return thread.canStepBack();
    }

    @Override
    public void stepBack() throws DebugException {
        thread.stepBack();
    }

    @Override
    public boolean canReverseContinue() {
        return thread.canReverseContinue();
    }

    @Override
    public void reverseContinue() throws DebugException {
        thread.reverseContinue();
    }

    @Override
    public boolean canResume() {
        return thread.canResume();
    }

    @Override
    public boolean canSuspend() {
        return thread.canSuspend();
    }

    @Override
    public boolean isSuspended() {
        return !isRetired && thread.isSuspended();
    }

    @Override
    public void resume() throws DebugException {
        thread.resume();
    }

    @Override
    public void suspend() throws DebugException {
        thread.suspend();
    }

    @Override
    public boolean canTerminate() {
        return thread.canTerminate();
    }

    @Override
    public boolean isTerminated() {
        return thread.isTerminated();
    }

    @Override
    public void terminate() throws DebugException {
        thread.terminate();
    }
}
