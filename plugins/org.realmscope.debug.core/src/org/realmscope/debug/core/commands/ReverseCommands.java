package org.realmscope.debug.core.commands;

import org.eclipse.core.runtime.IAdapterFactory;

/** Adapts elements of the model to the handlers of the commands towards the past. */
public final class ReverseCommands implements IAdapterFactory {
    private final StepBackHandler stepBack = new ReverseCommand.StepBack();
    private final ReverseContinueHandler reverseContinue = new ReverseCommand.ReverseContinue();

    @Override
    public <T> T getAdapter(Object element, Class<T> type) {
        if (type == StepBackHandler.class) {
            return type.cast(stepBack);
        }
        return type.cast(type == ReverseContinueHandler.class ? reverseContinue : null);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] { StepBackHandler.class, ReverseContinueHandler.class };
    }
}
