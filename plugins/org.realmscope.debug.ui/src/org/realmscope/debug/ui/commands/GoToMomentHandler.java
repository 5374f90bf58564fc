package org.realmscope.debug.ui.commands;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.realmscope.debug.core.model.RealmDebugTarget;

/** Asks for a moment, and takes the machine to it. */
public final class GoToMomentHandler extends SuspendedMachineHandler {
    @Override
    public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
        RealmDebugTarget target = DebugContext.suspendedMachine();
        if (target == null) {
            return null;
        }
        InputDialog dialog = new InputDialog(
                HandlerUtil.getActiveShellChecked(event),
                "Go to Moment",
                "Instructions executed, and the number of the event among them, as 1234 or 1234.2."
                        + " The machine goes there; breakpoints on the way do not count.",
                target.session().live().moment(),
                GoToMomentHandler::problem);
        if (dialog.open() == Window.OK) {
            Answers.tellRefusal(target.session().goTo(moment(dialog.getValue())), target);
        }
        return null;
    }

    /** What is wrong with a moment as people write it; null if nothing is. */
    static @Nullable String problem(String text) {
        return text.strip().replace("_", "").matches("[0-9]{1,18}(\\.[0-9]{1,9})?")
                ? null
                : "A moment is a number of instructions, as 1234, or of one event among them, as 1234.2";
    }

    /** As the protocol has it. */
    static String moment(String text) {
        String digits = text.strip().replace("_", "");
        return digits.contains(".") ? digits : digits + ".0";
    }
}
