package org.realmscope.debug.ui.breakpoints;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the dialog for a kind of breakpoint: {@code call}, {@code fault}, {@code hazard} or {@code function}. */
public final class AddBreakpointHandler extends AbstractHandler implements IExecutableExtension {
    private String kind = "call";

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        kind = String.valueOf(data);
    }

    @Override
    public @Nullable Object execute(ExecutionEvent event) throws ExecutionException {
        new BreakpointDialog(HandlerUtil.getActiveShellChecked(event), form()).open();
        return null;
    }

    private BreakpointForm form() {
        return switch (kind) {
            case "call" -> new CallForm();
            case "fault" -> new FaultForm();
            case "hazard" -> new HazardForm();
            case "function" -> new FunctionForm();
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
