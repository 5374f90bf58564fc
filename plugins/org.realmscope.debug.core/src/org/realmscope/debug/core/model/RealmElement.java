package org.realmscope.debug.core.model;

import org.eclipse.debug.core.model.DebugElement;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.state.RealmState;

/** An element of the debug model. Each adapts to the {@link RealmState} that it belongs to. */
public abstract class RealmElement extends DebugElement {
    protected RealmElement(@Nullable IDebugTarget target) {
        super(target);
    }

    /** The target that the element belongs to. */
    public abstract MachineTarget target();

    @Override
    public String getModelIdentifier() {
        return RealmDebug.MODEL;
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == RealmState.class) {
            return adapter.cast(target().state());
        }
        if (adapter.isInstance(this)) {
            return adapter.cast(this);
        }
        return super.getAdapter(adapter);
    }
}
