package org.realmscope.debug.ui.commands;

import java.util.List;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.Session;

/**
 * Runs to the next event of a kind on any PE, or back to the latest earlier one; which, says its data: as
 * {@code fault}, or {@code fault back}.
 */
public final class RunToHandler extends SuspendedMachineHandler implements IExecutableExtension {
    private String event = "fault";
    private boolean isBackwards;

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        List<String> words = List.of(String.valueOf(data).split(" "));
        event = words.getFirst();
        isBackwards = words.contains("back");
    }

    @Override
    public @Nullable Object execute(ExecutionEvent asked) {
        RealmDebugTarget target = DebugContext.suspendedMachine();
        if (target != null) {
            Session session = target.session();
            Answers.tellRefusal(session.runTo(event, null, isBackwards), target);
        }
        return null;
    }
}
