package org.realmscope.debug.tests;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.IStatusHandler;
import org.realmscope.debug.core.model.RealmDebugTarget;

/** Takes what people would be told, for the test whose session it is about. */
public final class ToldStatus implements IStatusHandler {
    @Override
    public Object handleStatus(IStatus status, Object source) {
        if (source instanceof RealmDebugTarget target) {
            // The launch is what a test and this handler both have.
            String told = target.getLaunch().getAttribute(DebugSession.TOLD);
            String message = status.getMessage();
            target.getLaunch().setAttribute(DebugSession.TOLD, told == null ? message : told + "\n" + message);
        }
        return status;
    }
}
