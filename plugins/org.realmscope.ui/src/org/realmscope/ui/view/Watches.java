package org.realmscope.ui.view;

import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;
import org.realmscope.ui.map.AddressRange;

/** Sets breakpoints that stop when what a view shows changes. */
public final class Watches {
    private Watches() {}

    /** Stops when translation table entries of addresses change. */
    public static void rtt(RealmView view, RealmAddress address) {
        set(view, "rtt " + address.realm() + " " + ends(address.range()));
    }

    /** Stops when the RIPAS of addresses changes. */
    public static void ripas(RealmView view, RealmAddress address) {
        set(view, "ripas " + address.realm() + " " + ends(address.range()));
    }

    /** Stops when the state of granules changes. */
    public static void granules(RealmView view, RealmAddress address) {
        set(view, "granule " + ends(address.range()));
    }

    private static String ends(AddressRange range) {
        return range.baseText() + " " + range.endText();
    }

    private static void set(RealmView view, String data) {
        WorkspaceJob job = new WorkspaceJob("Watch " + data) {
            @Override
            public IStatus runInWorkspace(@Nullable IProgressMonitor monitor) throws CoreException {
                WatchBreakpoint.of(data, false, true);
                return Status.OK_STATUS;
            }
        };
        job.schedule();
        view.say("Watching " + data + "; it is in the Breakpoints view.");
    }
}
