package org.realmscope.debug.core.commands;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.core.commands.IRestartHandler;

/** Adapts elements of the model to the handlers of commands for which the platform has none. */
public final class MachineCommands implements IAdapterFactory {
    private final StepBackHandler stepBack = new ReverseCommand.StepBack();
    private final ReverseContinueHandler reverseContinue = new ReverseCommand.ReverseContinue();
    private final IRestartHandler restart = new Restart();

    @Override
    public <T> T getAdapter(Object element, Class<T> type) {
        if (type == StepBackHandler.class) {
            return type.cast(stepBack);
        }
        if (type == ReverseContinueHandler.class) {
            return type.cast(reverseContinue);
        }
        return type.cast(type == IRestartHandler.class ? restart : null);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {StepBackHandler.class, ReverseContinueHandler.class, IRestartHandler.class};
    }
}
