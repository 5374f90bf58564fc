package org.realmscope.debug.ui.commands;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.HandlerEvent;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Does something while the machine of the selected session stands still; tells tool bars when that begins and ends. */
abstract class SuspendedMachineHandler extends AbstractHandler {
    private final IDebugContextListener contexts = event -> changed();
    private final IDebugEventSetListener events = this::happened;

    SuspendedMachineHandler() {
        DebugUITools.getDebugContextManager().addDebugContextListener(contexts);
        DebugPlugin.getDefault().addDebugEventListener(events);
    }

    @Override
    public void dispose() {
        DebugUITools.getDebugContextManager().removeDebugContextListener(contexts);
        DebugPlugin.getDefault().removeDebugEventListener(events);
        super.dispose();
    }

    @Override
    public boolean isEnabled() {
        return DebugContext.suspendedMachine() != null;
    }

    private void happened(DebugEvent[] all) {
        for (DebugEvent each : all) {
            int kind = each.getKind();
            if (kind == DebugEvent.SUSPEND || kind == DebugEvent.RESUME || kind == DebugEvent.TERMINATE) {
                changed();
                return;
            }
        }
    }

    /** Called on any thread. */
    private void changed() {
        Display display =
                PlatformUI.isWorkbenchRunning() ? PlatformUI.getWorkbench().getDisplay() : null;
        if (display != null && !display.isDisposed()) {
            display.asyncExec(() -> fireHandlerChanged(new HandlerEvent(this, true, false)));
        }
    }
}
