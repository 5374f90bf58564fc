package org.realmscope.debug.ui.editor;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.model.RealmElement;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.debug.ui.breakpoints.EditedSource;

/** Runs until the line of the cursor is reached, in editors of C sources and scenarios. */
public final class RunToLine implements IRunToLineTarget, IAdapterFactory {
    @Override
    public void runToLine(IWorkbenchPart part, ISelection selection, ISuspendResume target) throws CoreException {
        String path = part instanceof ITextEditor editor ? EditedSource.path(editor) : null;
        if (path == null) {
            throw new CoreException(Status.error("The editor shows no file of this machine"));
        }
        if (target instanceof RealmElement element && selection instanceof ITextSelection text) {
            run(element, path, text.getStartLine() + 1);
        }
    }

    /**
     * Runs an element's machine to a line.
     *
     * @param line from 1
     */
    static void run(RealmElement element, String path, int line) {
        Session session = element.target().session();
        session.runToLine(path, line).whenComplete((done, failure) -> {
            if (failure != null) {
                RealmDebug.tell(
                        RealmDebug.error(RealmDebug.REQUEST_REFUSED, ProtocolJoin.message(failure), null),
                        session.target());
            }
        });
    }

    /** Whether an element's machine can run. */
    static boolean canRun(RealmElement element) {
        return element.target().state().isLive() && element.target().isSuspended();
    }

    @Override
    public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume target) {
        return target instanceof RealmElement element
                && canRun(element)
                && part instanceof ITextEditor editor
                && EditedSource.path(editor) != null;
    }

    @Override
    public <T> T getAdapter(Object adaptable, Class<T> type) {
        boolean isOurs = adaptable instanceof ITextEditor editor && EditedSource.isOurs(editor);
        return type.cast(type == IRunToLineTarget.class && isOurs ? this : null);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IRunToLineTarget.class};
    }
}
