package org.realmscope.ui.view;

import java.util.Objects;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchWindow;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener;
import org.realmscope.debug.core.state.RealmStateListener.Change;

/**
 * Follows the state that the active debug context of a window stands for, unless it is pinned to one, and what becomes
 * of it. Confined to the UI thread, on which it tells.
 */
public final class StateFollower {
    /** Is told. */
    public interface Listener {
        /** Another state is followed; null if there is none. */
        void stateSelected(@Nullable RealmState state);

        /** Something has become of the state that is followed. */
        void stateChanged(RealmState state, Change change);
    }

    private final Display display;
    private final IDebugContextService contexts;
    private final Listener listener;
    private final IDebugContextListener contextListener = this::contextChanged;
    private final RealmStateListener stateListener = this::changed;
    private @Nullable RealmState state;
    private @Nullable RealmState active;
    private boolean pinned;
    private boolean disposed;

    /** Follows the active debug context of {@code window}; nothing is told before {@link #start}. */
    public StateFollower(IWorkbenchWindow window, Listener listener) {
        this.display = window.getShell().getDisplay();
        this.contexts = DebugUITools.getDebugContextManager().getContextService(window);
        this.listener = listener;
    }

    /** Begins to follow. */
    public void start() {
        contexts.addDebugContextListener(contextListener);
        active = stateOf(contexts.getActiveContext());
        follow(active);
    }

    /** Follows no more. */
    public void dispose() {
        disposed = true;
        contexts.removeDebugContextListener(contextListener);
        RealmState followed = state;
        if (followed != null) {
            followed.removeListener(stateListener);
        }
    }

    /** The state that is followed; null if there is none. */
    public @Nullable RealmState state() {
        return state;
    }

    /** Whether it stays at its state whatever the debug context is. */
    public boolean isPinned() {
        return pinned;
    }

    /** Stays at the state, or follows the debug context again. */
    public void setPinned(boolean pinned) {
        this.pinned = pinned;
        if (!pinned) {
            follow(active);
        }
    }

    /** Stays at a state of choice. */
    public void pinTo(RealmState chosen) {
        pinned = true;
        follow(chosen);
    }

    private void contextChanged(DebugContextEvent event) {
        active = stateOf(event.getContext());
        if (!pinned) {
            follow(active);
        }
    }

    private static @Nullable RealmState stateOf(@Nullable ISelection context) {
        Object element = context instanceof IStructuredSelection selection ? selection.getFirstElement() : null;
        RealmState found = element == null ? null : Adapters.adapt(element, RealmState.class);
        return found == null || found.hasEnded() ? null : found;
    }

    private void follow(@Nullable RealmState next) {
        RealmState followed = state;
        if (followed == next) {
            return;
        }
        if (followed != null) {
            followed.removeListener(stateListener);
        }
        state = next;
        if (next != null) {
            next.addListener(stateListener);
        }
        listener.stateSelected(next);
    }

    private void changed(@Nullable RealmState changed, @Nullable Change change) {
        RealmState of = Objects.requireNonNull(changed);
        Change what = Objects.requireNonNull(change);
        if (!display.isDisposed()) {
            display.asyncExec(() -> tell(of, what));
        }
    }

    private void tell(RealmState of, Change change) {
        if (disposed || of != state) {
            return;
        }
        if (change == Change.ENDED) {
            pinned = false;
            RealmState next = active;
            follow(next == of || next != null && next.hasEnded() ? null : next);
        } else {
            listener.stateChanged(of, change);
        }
    }
}
