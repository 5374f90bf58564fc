package org.realmscope.debug.ui.commands;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.state.RealmState;

/** What is selected in the Debug view. */
public final class DebugContext {
    private DebugContext() {}

    /** The state that it is of; null if it is not of ours. */
    public static @Nullable RealmState state() {
        return Adapters.adapt(DebugUITools.getDebugContext(), RealmState.class);
    }

    /** Its machine, if that stands still and can move; an open moment's is the machine of its session. */
    public static @Nullable RealmDebugTarget suspendedMachine() {
        RealmState state = state();
        return state != null
                        && state.session() instanceof Session session
                        && session.target().isSuspended()
                ? session.target()
                : null;
    }

    /** The selected frame, or the innermost of the selected thread that is known; null for neither. */
    public static @Nullable RealmFrame frame() {
        IAdaptable context = DebugUITools.getDebugContext();
        return context instanceof RealmFrame frame ? frame : null;
    }

    /** The selected thread; null if there is none. */
    public static @Nullable RealmThread thread() {
        return switch (DebugUITools.getDebugContext()) {
            case RealmThread thread -> thread;
            case RealmFrame frame -> frame.thread();
            case null, default -> null;
        };
    }
}
