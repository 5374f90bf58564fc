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
            Session session = element.target().session();
            session.runToLine(path, text.getStartLine() + 1).whenComplete((done, failure) -> {
                if (failure != null) {
                    RealmDebug.tell(
                            RealmDebug.error(RealmDebug.REQUEST_REFUSED, ProtocolJoin.message(failure), null),
                            session.target());
                }
            });
        }
    }

    @Override
    public boolean canRunToLine(IWorkbenchPart part, ISelection selection, ISuspendResume target) {
        return target instanceof RealmElement element
                && element.target().state().isLive()
                && element.target().isSuspended()
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
