package org.realmscope.debug.core.breakpoints;

import java.util.Map;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.ILineBreakpoint;
import org.eclipse.jdt.annotation.Nullable;

/** A breakpoint in a line of a C source or of a scenario, in the workspace or outside. */
public final class SourceLineBreakpoint extends RealmBreakpoint implements ILineBreakpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.lineBreakpoint";

    /** Marker attribute: where a file outside the workspace is. */
    public static final String PATH = "sourcePath";

    /** For the platform, which makes one of each marker. */
    public SourceLineBreakpoint() {}

    /**
     * Sets a breakpoint.
     *
     * @param line from 1
     */
    public static SourceLineBreakpoint inWorkspace(IResource file, int line) throws DebugException {
        SourceLineBreakpoint breakpoint = new SourceLineBreakpoint();
        breakpoint.create(file, MARKER, Map.of(IMarker.LINE_NUMBER, line));
        return breakpoint;
    }

    /**
     * Sets a breakpoint in a file that is not in the workspace.
     *
     * @param line from 1
     */
    public static SourceLineBreakpoint outside(String path, int line) throws DebugException {
        SourceLineBreakpoint breakpoint = new SourceLineBreakpoint();
        breakpoint.create(
                ResourcesPlugin.getWorkspace().getRoot(), MARKER, Map.of(IMarker.LINE_NUMBER, line, PATH, path));
        return breakpoint;
    }

    /** The file, absolute; null if it is gone. */
    public @Nullable String path() {
        String outside = text(PATH);
        IMarker marker = getMarker();
        if (outside != null || marker == null) {
            return outside;
        }
        IPath location = marker.getResource().getLocation();
        return location == null ? null : location.toOSString();
    }

    @Override
    public String describe() {
        String path = path();
        String file = path == null ? "?" : IPath.fromOSString(path).lastSegment();
        IMarker marker = getMarker();
        return "%s, line %d".formatted(file, marker == null ? 0 : marker.getAttribute(IMarker.LINE_NUMBER, 0));
    }

    @Override
    public int getLineNumber() throws CoreException {
        return ensureMarker().getAttribute(IMarker.LINE_NUMBER, -1);
    }

    @Override
    public int getCharStart() throws CoreException {
        return ensureMarker().getAttribute(IMarker.CHAR_START, -1);
    }

    @Override
    public int getCharEnd() throws CoreException {
        return ensureMarker().getAttribute(IMarker.CHAR_END, -1);
    }
}
