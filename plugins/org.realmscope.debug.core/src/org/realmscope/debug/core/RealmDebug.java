package org.realmscope.debug.core;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IStatusHandler;
import org.eclipse.jdt.annotation.Nullable;

/** Names by which the platform knows the debugger, and how it tells people what went wrong. */
public final class RealmDebug {
    /** The plug-in, and the qualifier of what it stores. */
    public static final String PLUGIN = "org.realmscope.debug.core";

    /** The debug model: what elements and breakpoints of ours answer as model identifier. */
    public static final String MODEL = "org.realmscope.debug";

    /** Launch configuration type "Realm Debug". */
    public static final String LAUNCH_TYPE = "org.realmscope.debug.realm";

    /** Code of a status that says that a debug adapter has ended without being asked to. */
    public static final int ADAPTER_DIED = 101;

    /** Code of a status that says that something that was asked of a debug adapter was refused. */
    public static final int REQUEST_REFUSED = 102;

    /** Code of a status that is a message of the debug adapter that people must see. */
    public static final int IMPORTANT_MESSAGE = 103;

    /** Code of a status that says why a session could not begin. */
    public static final int LAUNCH_FAILED = 104;

    private RealmDebug() {}

    /** An error with one of the codes above. */
    public static IStatus error(int code, String message, @Nullable Throwable cause) {
        return new Status(IStatus.ERROR, PLUGIN, code, message, cause);
    }

    /**
     * Shows people a status, without waiting for them, by the status handler for its code; writes it to the log where
     * there is none, as without a workbench.
     *
     * @param source what it is about: a launch or an element of one
     */
    public static void tell(IStatus status, Object source) {
        IStatusHandler handler = DebugPlugin.getDefault().getStatusHandler(status);
        if (handler == null) {
            ILog.of(RealmDebug.class).log(status);
            return;
        }
        try {
            handler.handleStatus(status, source);
        } catch (CoreException e) {
            ILog.of(RealmDebug.class).log(status);
            ILog.of(RealmDebug.class).log(e.getStatus());
        }
    }
}
