package org.realmscope.debug.core.model;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IProcess;
import org.realmscope.debug.core.state.RealmState;

/** Adapts launches and processes to the present of their session. */
public final class StateAdapters implements IAdapterFactory {
    @Override
    public <T> T getAdapter(Object element, Class<T> type) {
        ILaunch launch = element instanceof IProcess process
                ? process.getLaunch()
                : element instanceof ILaunch given ? given : null;
        if (launch == null || type != RealmState.class) {
            return type.cast(null);
        }
        for (IDebugTarget each : launch.getDebugTargets()) {
            if (each instanceof RealmDebugTarget live) {
                return type.cast(live.state());
            }
        }
        return type.cast(null);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {RealmState.class};
    }
}
