package org.realmscope.debug.core.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IIndexedValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.VariablesArgumentsFilter;

/** A value with elements that are asked for in pages. */
public final class RealmArray extends RealmValue implements IIndexedValue {
    RealmArray(
            RealmFrame frame,
            Container container,
            @Nullable String text,
            @Nullable String type,
            @Nullable String memory) {
        super(frame, container, text, type, memory);
    }

    @Override
    public IVariable getVariable(int offset) throws DebugException {
        return getVariables(offset, 1)[0];
    }

    @Override
    public IVariable[] getVariables(int offset, int length) throws DebugException {
        CompletableFuture<List<RealmVariable>> page = load(VariablesArgumentsFilter.INDEXED, offset, length);
        return target().session().join().join(page).toArray(IVariable[]::new);
    }

    @Override
    public int getSize() {
        return container().indexed();
    }

    @Override
    public int getInitialOffset() {
        return 0;
    }
}
