package org.realmscope.debug.ui.breakpoints;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;

/** Sets and removes line breakpoints in editors of C sources and scenarios. */
final class LineBreakpointTarget implements IToggleBreakpointsTarget {
    @Override
    public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) throws CoreException {
        Optional<ITextEditor> editor = Adapters.of(part, ITextEditor.class);
        if (editor.isEmpty() || !(selection instanceof ITextSelection text)) {
            return;
        }
        int line = text.getStartLine() + 1;
        Optional<IFile> file = Adapters.of(editor.get().getEditorInput(), IFile.class);
        if (file.isPresent()) {
            if (!delete(file.get(), null, line)) {
                SourceLineBreakpoint.inWorkspace(file.get(), line);
            }
            return;
        }
        String outside = path(editor.get());
        if (outside != null && !delete(ResourcesPlugin.getWorkspace().getRoot(), outside, line)) {
            SourceLineBreakpoint.outside(outside, line);
        }
    }

    /** Whether there was one. */
    private static boolean delete(IResource resource, @Nullable String outside, int line) throws CoreException {
        for (IBreakpoint each :
                DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL)) {
            if (each instanceof SourceLineBreakpoint breakpoint && isAt(breakpoint, resource, outside, line)) {
                breakpoint.delete();
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(
            SourceLineBreakpoint breakpoint, IResource resource, @Nullable String outside, int line)
            throws CoreException {
        IMarker marker = breakpoint.getMarker();
        return marker != null
                && resource.equals(marker.getResource())
                && breakpoint.getLineNumber() == line
                && (outside == null || Objects.equals(outside, breakpoint.path()));
    }

    private static @Nullable String path(ITextEditor editor) {
        URI uri = editor.getEditorInput() instanceof IURIEditorInput input ? input.getURI() : null;
        return uri == null || !"file".equals(uri.getScheme()) ? null : Path.of(uri).toString();
    }

    @Override
    public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
        return selection instanceof ITextSelection;
    }

    @Override
    public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        // Functions have breakpoints by name, in a dialog.
    }

    @Override
    public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }

    @Override
    public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        // What is watched is chosen in the views.
    }

    @Override
    public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
        return false;
    }
}
