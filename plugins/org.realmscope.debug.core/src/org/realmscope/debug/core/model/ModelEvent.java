package org.realmscope.debug.core.model;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;

/**
 * Every event that elements of the model fire: the pairs of kind and detail that the platform's contract
 * ({@link DebugEvent}) knows and that can happen here.
 *
 * <p>All threads of a machine move and stop together. {@code SUSPENDED_*} is fired for the thread for which the machine
 * has stopped, {@code RESUMED} for the one of which that was said last, or {@code STEPPING_*} for the one that steps;
 * of the others there are {@code STATE_CHANGED} and {@code CONTENT_CHANGED}. A step ends with
 * {@code SUSPENDED_STEP_END} or the reason that came before its end; if that is another thread's, with
 * {@code SUSPENDED}.
 */
public enum ModelEvent {
    CREATED(DebugEvent.CREATE, DebugEvent.UNSPECIFIED),
    TERMINATED(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED),
    RESUMED(DebugEvent.RESUME, DebugEvent.CLIENT_REQUEST),
    STEPPING_INTO(DebugEvent.RESUME, DebugEvent.STEP_INTO),
    STEPPING_OVER(DebugEvent.RESUME, DebugEvent.STEP_OVER),
    STEPPING_OUT(DebugEvent.RESUME, DebugEvent.STEP_RETURN),
    SUSPENDED_BREAKPOINT(DebugEvent.SUSPEND, DebugEvent.BREAKPOINT),
    SUSPENDED_STEP_END(DebugEvent.SUSPEND, DebugEvent.STEP_END),
    SUSPENDED_CLIENT_REQUEST(DebugEvent.SUSPEND, DebugEvent.CLIENT_REQUEST),
    /** For reasons that the platform has no word for: at the entry, at the end, at the beginning of the past. */
    SUSPENDED(DebugEvent.SUSPEND, DebugEvent.UNSPECIFIED),
    STATE_CHANGED(DebugEvent.CHANGE, DebugEvent.STATE),
    CONTENT_CHANGED(DebugEvent.CHANGE, DebugEvent.CONTENT);

    private final int kind;
    private final int detail;

    ModelEvent(int kind, int detail) {
        this.kind = kind;
        this.detail = detail;
    }

    /** Whether the element stands still from now on. */
    public boolean isSuspend() {
        return kind == DebugEvent.SUSPEND;
    }

    /** The event of an element. */
    public DebugEvent of(Object source) {
        return new DebugEvent(source, kind, detail);
    }

    /** Fires the event of an element; listeners are told later, on a thread of the platform's. */
    public void fire(Object source) {
        DebugPlugin platform = DebugPlugin.getDefault();
        // Null while the workbench goes down.
        if (platform != null) {
            platform.fireDebugEventSet(new DebugEvent[] {of(source)});
        }
    }
}
