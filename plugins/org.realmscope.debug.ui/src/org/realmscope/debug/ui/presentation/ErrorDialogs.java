package org.realmscope.debug.ui.presentation;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.IStatusHandler;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.progress.UIJob;
import org.eclipse.ui.statushandlers.IStatusAdapterConstants;
import org.eclipse.ui.statushandlers.StatusAdapter;
import org.eclipse.ui.statushandlers.StatusManager;

/** Shows people what the debugger has to say, without anybody waiting for their answer. */
public final class ErrorDialogs implements IStatusHandler {
    @Override
    public @Nullable Object handleStatus(IStatus status, Object source) {
        if (PlatformUI.isWorkbenchRunning()) {
            UIJob job = UIJob.create("Realm Debug", (IProgressMonitor monitor) -> {
                StatusAdapter shown = new StatusAdapter(status);
                shown.setProperty(IStatusAdapterConstants.TITLE_PROPERTY, "Realm Debug");
                StatusManager.getManager().handle(shown, StatusManager.SHOW | StatusManager.LOG);
                return Status.OK_STATUS;
            });
            job.setSystem(true);
            job.schedule();
        }
        return null;
    }
}
