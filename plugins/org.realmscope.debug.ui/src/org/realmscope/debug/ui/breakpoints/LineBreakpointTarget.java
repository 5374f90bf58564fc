package org.realmscope.debug.ui.breakpoints;

import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;

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
            LineBreakpoints.toggle(file.get(), line);
            return;
        }
        String outside = EditedSource.path(editor.get());
        if (outside != null) {
            LineBreakpoints.toggle(outside, line);
        }
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
