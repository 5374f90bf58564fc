package org.realmscope.ui.moments;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.expressions.IEvaluationContext;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.Status;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.ISources;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.realmscope.debug.core.state.RealmState;

/** Does something with the states that the selected elements stand for. */
abstract class StateHandler extends AbstractHandler {
    /** Whether it can be done with {@code states}, which differ from each other. */
    abstract boolean accepts(List<RealmState> states);

    /** Does it. */
    abstract void run(List<RealmState> states, IWorkbenchPage page) throws ExecutionException;

    @Override
    public void setEnabled(@Nullable Object evaluationContext) {
        Object selection = evaluationContext instanceof IEvaluationContext context
                ? context.getVariable(ISources.ACTIVE_CURRENT_SELECTION_NAME)
                : null;
        List<RealmState> states = states(selection);
        setBaseEnabled(!states.isEmpty() && accepts(states));
    }

    @Override
    public final @Nullable Object execute(@Nullable ExecutionEvent event) throws ExecutionException {
        List<RealmState> states = states(HandlerUtil.getCurrentSelection(event));
        if (!states.isEmpty() && accepts(states)) {
            run(
                    states,
                    Objects.requireNonNull(
                            HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()));
        }
        return null;
    }

    private static List<RealmState> states(@Nullable Object selection) {
        if (!(selection instanceof IStructuredSelection elements)) {
            return List.of();
        }
        return elements.stream()
                .map(element -> Adapters.adapt(element, RealmState.class))
                .filter(Objects::nonNull)
                .filter(state -> !state.hasEnded())
                .distinct()
                .toList();
    }

    /** Tells people if something that was asked for cannot be done. */
    static void tell(CompletableFuture<?> asked) {
        Display display = Display.getDefault();
        asked.whenComplete((done, failure) -> {
            if (failure != null && !display.isDisposed()) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                display.asyncExec(() -> StatusManager.getManager()
                        .handle(Status.error(String.valueOf(cause.getMessage()), cause), StatusManager.SHOW));
            }
        });
    }
}
