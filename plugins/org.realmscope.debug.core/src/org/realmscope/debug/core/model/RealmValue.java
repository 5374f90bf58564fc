package org.realmscope.debug.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesArgumentsFilter;

/** A value. What is in it is asked for when somebody wants to see it. */
public sealed class RealmValue extends RealmElement implements IValue permits RealmArray {
    private final RealmFrame frame;
    private final Container container;
    private final String text;
    private final String type;
    private final @Nullable String memoryReference;
    /** Guarded by this; null until somebody asks. */
    private @Nullable CompletableFuture<List<RealmVariable>> children;

    RealmValue(
            RealmFrame frame,
            Container container,
            @Nullable String text,
            @Nullable String type,
            @Nullable String memory) {
        super(frame.target());
        this.frame = frame;
        this.container = container;
        this.text = Objects.requireNonNullElse(text, "");
        this.type = Objects.requireNonNullElse(type, "");
        memoryReference = memory;
    }

    static RealmValue of(RealmFrame frame, Scope scope) {
        Container container = Container.of(
                scope.getVariablesReference(),
                scope.getNamedVariables(),
                scope.getIndexedVariables(),
                frame.valuePath() + "/" + scope.getName());
        return of(frame, container, "", "", null);
    }

    static RealmValue of(RealmFrame frame, Variable variable, String path) {
        Container container = Container.of(
                variable.getVariablesReference(), variable.getNamedVariables(), variable.getIndexedVariables(), path);
        return of(frame, container, variable.getValue(), variable.getType(), variable.getMemoryReference());
    }

    /** The value of an expression. */
    static RealmValue of(RealmFrame frame, EvaluateResponse answer, String expression) {
        Container container = Container.of(
                answer.getVariablesReference(),
                answer.getNamedVariables(),
                answer.getIndexedVariables(),
                frame.valuePath() + "/=" + expression);
        return of(frame, container, answer.getResult(), answer.getType(), answer.getMemoryReference());
    }

    private static RealmValue of(
            RealmFrame frame,
            Container container,
            @Nullable String text,
            @Nullable String type,
            @Nullable String memory) {
        return container.isArray()
                ? new RealmArray(frame, container, text, type, memory)
                : new RealmValue(frame, container, text, type, memory);
    }

    @Override
    public MachineTarget target() {
        return frame.target();
    }

    /** The frame that it is seen from. */
    public RealmFrame frame() {
        return frame;
    }

    Container container() {
        return container;
    }

    /** Where it is in memory, as addresses are written; null if it is nowhere. */
    public @Nullable String memoryReference() {
        return memoryReference;
    }

    @Override
    public String getReferenceTypeName() {
        return type;
    }

    @Override
    public String getValueString() {
        return text;
    }

    @Override
    public boolean isAllocated() {
        return true;
    }

    @Override
    public boolean hasVariables() {
        return container.reference() != 0;
    }

    @Override
    public IVariable[] getVariables() throws DebugException {
        return target().session().join().join(loadChildren()).toArray(IVariable[]::new);
    }

    /** What is in it; asked for once. */
    public synchronized CompletableFuture<List<RealmVariable>> loadChildren() {
        CompletableFuture<List<RealmVariable>> known = children;
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<List<RealmVariable>> asked = load(null, 0, 0);
        children = asked;
        return asked;
    }

    /**
     * Asks for some of what is in it.
     *
     * @param filter null for all sorts
     * @param count 0 for all
     */
    CompletableFuture<List<RealmVariable>> load(@Nullable VariablesArgumentsFilter filter, int start, int count) {
        if (!hasVariables()) {
            return CompletableFuture.completedFuture(List.of());
        }
        VariablesArguments arguments = new VariablesArguments();
        arguments.setVariablesReference(container.reference());
        if (filter != null) {
            arguments.setFilter(filter);
        }
        if (count > 0) {
            arguments.setStart(start);
            arguments.setCount(count);
        }
        return target().session()
                .server()
                .variables(arguments)
                .thenApply(response ->
                        Arrays.stream(response.getVariables()).map(this::child).toList());
    }

    /** A variable that is in it. */
    RealmVariable child(Variable variable) {
        return new RealmVariable(frame, container, variable);
    }
}
