package org.realmscope.debug.ui.breakpoints;

import java.util.Objects;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;

/** The breakpoints in lines of sources that there are. */
public final class LineBreakpoints {
    private LineBreakpoints() {}

    /**
     * Sets a breakpoint in a line, or removes it.
     *
     * @param path of a file in the workspace or outside, or of a source that only the adapter has
     * @param line from 1
     */
    public static void toggle(String path, int line) throws CoreException {
        IFile file = ResourcesPlugin.getWorkspace().getRoot().getFileForLocation(IPath.fromOSString(path));
        if (file != null && file.exists()) {
            toggle(file, line);
        } else if (!delete(ResourcesPlugin.getWorkspace().getRoot(), path, line)) {
            SourceLineBreakpoint.outside(path, line);
        }
    }

    static void toggle(IFile file, int line) throws CoreException {
        if (!delete(file, null, line)) {
            SourceLineBreakpoint.inWorkspace(file, line);
        }
    }

    /** Whether there was one. */
    private static boolean delete(IResource resource, @Nullable String outside, int line) throws CoreException {
        for (IBreakpoint each : all()) {
            if (each instanceof SourceLineBreakpoint breakpoint && isAt(breakpoint, resource, outside, line)) {
                breakpoint.delete();
                return true;
            }
        }
        return false;
    }

    private static IBreakpoint[] all() {
        return DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL);
    }

    private static boolean isAt(SourceLineBreakpoint breakpoint, IResource resource, @Nullable String outside, int line)
            throws CoreException {
        IMarker marker = breakpoint.getMarker();
        return marker != null
                && resource.equals(marker.getResource())
                && breakpoint.getLineNumber() == line
                && (outside == null || Objects.equals(outside, breakpoint.path()));
    }
}
