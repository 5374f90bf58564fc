package org.realmscope.debug.core.breakpoints;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.SourceBreakpoint;

/**
 * A line that stops.
 *
 * @param path of the file, absolute
 * @param line from 1
 * @param breakpoint what of the workspace it is; null for one that is there for one run only
 */
record SourceLine(String path, int line, @Nullable IBreakpoint breakpoint) {
    /** Debug model of CDT, whose breakpoints in lines are honoured, for who has it. */
    private static final String CDT = "org.eclipse.cdt.debug.core";

    /** Attribute of CDT's markers: the file, where it is outside the workspace. */
    private static final String CDT_SOURCE = CDT + ".sourceHandle";

    private static final String CDT_CONDITION = CDT + ".condition";

    private static final String CDT_IGNORED = CDT + ".ignoreCount";

    /** The line of a breakpoint; null if it is none of a line, or of somebody else. */
    static @Nullable SourceLine of(IBreakpoint breakpoint) {
        IMarker marker = breakpoint.getMarker();
        if (marker == null || !marker.exists()) {
            return null;
        }
        String path = null;
        if (breakpoint instanceof SourceLineBreakpoint ours) {
            path = ours.path();
        } else if (CDT.equals(breakpoint.getModelIdentifier())) {
            IPath location = marker.getResource().getLocation();
            String handle = marker.getAttribute(CDT_SOURCE, null);
            path = handle != null ? handle : location == null ? null : location.toOSString();
        }
        int line = marker.getAttribute(IMarker.LINE_NUMBER, -1);
        return path == null || line < 1 ? null : new SourceLine(path, line, breakpoint);
    }

    /** How the adapter is told of it. */
    SourceBreakpoint request() {
        SourceBreakpoint request = new SourceBreakpoint();
        request.setLine(line);
        IBreakpoint known = breakpoint;
        if (known instanceof RealmBreakpoint ours) {
            request.setCondition(ours.condition());
            request.setHitCondition(ours.hitCondition());
            request.setLogMessage(ours.logMessage());
        } else if (known != null) {
            IMarker marker = known.getMarker();
            String condition = marker.getAttribute(CDT_CONDITION, "");
            int ignored = marker.getAttribute(CDT_IGNORED, 0);
            request.setCondition(condition.isBlank() ? null : condition);
            request.setHitCondition(ignored > 0 ? "> " + ignored : null);
        }
        return request;
    }
}
