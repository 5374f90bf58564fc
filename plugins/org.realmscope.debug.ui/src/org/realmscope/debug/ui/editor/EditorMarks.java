package org.realmscope.debug.ui.editor;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.IDocumentProvider;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.debug.ui.breakpoints.EditedSource;

/**
 * Shows breakpoints in editors of sources that are no files of the workspace: of files elsewhere, and of texts that
 * only an adapter has. The workbench shows only markers of the resource that an editor edits. Confined to the UI
 * thread.
 */
public final class EditorMarks implements IPartListener2, IWindowListener {
    /** Begins, with the editors that are open. May be called on any thread. */
    public void start() {
        if (PlatformUI.isWorkbenchRunning()) {
            PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
                PlatformUI.getWorkbench().addWindowListener(this);
                for (IWorkbenchWindow each : PlatformUI.getWorkbench().getWorkbenchWindows()) {
                    windowOpened(each);
                }
            });
        }
    }

    /** Ends; what is shown goes with the editors. */
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.asyncExec(() -> {
                PlatformUI.getWorkbench().removeWindowListener(this);
                for (IWorkbenchWindow each : PlatformUI.getWorkbench().getWorkbenchWindows()) {
                    each.getPartService().removePartListener(this);
                }
            });
        }
    }

    @Override
    public void windowOpened(IWorkbenchWindow window) {
        window.getPartService().addPartListener(this);
        for (IWorkbenchPage page : window.getPages()) {
            for (IEditorReference each : page.getEditorReferences()) {
                attach(each.getPart(false));
            }
        }
    }

    @Override
    public void windowActivated(IWorkbenchWindow window) {
        // Only what opens matters.
    }

    @Override
    public void windowDeactivated(IWorkbenchWindow window) {
        // Only what opens matters.
    }

    @Override
    public void windowClosed(IWorkbenchWindow window) {
        // Its part service goes with it.
    }

    @Override
    public void partOpened(IWorkbenchPartReference part) {
        attach(part.getPart(false));
    }

    @Override
    public void partInputChanged(IWorkbenchPartReference part) {
        attach(part.getPart(false));
    }

    private static void attach(@Nullable IWorkbenchPart part) {
        ITextEditor editor = part == null ? null : part.getAdapter(ITextEditor.class);
        if (editor == null || !EditedSource.isOurs(editor)) {
            return;
        }
        String path = EditedSource.pathOutside(editor);
        IDocumentProvider provider = editor.getDocumentProvider();
        IAnnotationModel model = provider == null ? null : provider.getAnnotationModel(editor.getEditorInput());
        if (path != null
                && model instanceof IAnnotationModelExtension marks
                && marks.getAnnotationModel(BreakpointAnnotations.KEY) == null) {
            marks.addAnnotationModel(
                    BreakpointAnnotations.KEY, new BreakpointAnnotations(path, provider, editor.getEditorInput()));
        }
    }
}
