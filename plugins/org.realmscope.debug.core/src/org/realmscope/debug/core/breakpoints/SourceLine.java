package org.realmscope.debug.core.breakpoints;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
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

    /** Type of CDT's markers for lines; those for functions and addresses have lines too, but do not mean them. */
    private static final String CDT_LINE = CDT + ".cLineBreakpointMarker";

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
        String path = breakpoint instanceof SourceLineBreakpoint ours
                ? ours.path()
                : isCdtLine(breakpoint, marker) ? cdtPath(marker) : null;
        int line = marker.getAttribute(IMarker.LINE_NUMBER, -1);
        return path == null || line < 1 ? null : new SourceLine(path, line, breakpoint);
    }

    private static boolean isCdtLine(IBreakpoint breakpoint, IMarker marker) {
        try {
            return CDT.equals(breakpoint.getModelIdentifier()) && CDT_LINE.equals(marker.getType());
        } catch (CoreException e) {
            // The marker went while this was asked.
            ILog.of(SourceLine.class).info("A breakpoint is gone", e);
            return false;
        }
    }

    /** Where a file of the workspace is now, whatever it was called when the breakpoint was set. */
    private static @Nullable String cdtPath(IMarker marker) {
        IPath location = marker.getResource() instanceof IFile file ? file.getLocation() : null;
        return location != null ? location.toOSString() : marker.getAttribute(CDT_SOURCE, null);
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
