package org.realmscope.debug.ui.breakpoints;

import org.eclipse.core.resources.IMarker;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.Verification;

/** What pages and panes say of a breakpoint. */
final class BreakpointText {
    private BreakpointText() {}

    /** What it is, and in a line of its own what the adapter says of it, if there is one. */
    static String of(RealmBreakpoint breakpoint) {
        Verification verification = breakpoint.verification();
        return verification == null ? breakpoint.describe() : breakpoint.describe() + "\n" + said(verification);
    }

    private static String said(Verification verification) {
        if (!verification.isVerified()) {
            return "Cannot be set: " + verification.message();
        }
        String hits = "Set, hit %d %s in this session"
                .formatted(verification.hits(), verification.hits() == 1 ? "time" : "times");
        return verification.message().isEmpty() ? hits : hits + "; " + verification.message();
    }

    /** Whether it has not been removed. */
    static boolean exists(RealmBreakpoint breakpoint) {
        IMarker marker = breakpoint.getMarker();
        return marker != null && marker.exists();
    }
}
