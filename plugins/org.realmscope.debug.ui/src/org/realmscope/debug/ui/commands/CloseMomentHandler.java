package org.realmscope.debug.ui.commands;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.handlers.HandlerUtil;
import org.realmscope.debug.core.model.MomentTarget;
import org.realmscope.debug.core.model.Session;

/** Closes the moments that are selected. */
public final class CloseMomentHandler extends AbstractHandler {
    @Override
    public @Nullable Object execute(ExecutionEvent event) {
        IStructuredSelection selection = HandlerUtil.getCurrentStructuredSelection(event);
        for (Object each : selection.toArray()) {
            if (each instanceof MomentTarget moment) {
                Session session = moment.session();
                Answers.tellRefusal(session.closeMoment(moment.state()), session.target());
            }
        }
        return null;
    }
}
