package org.realmscope.ui.view;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrievalExtension;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.statushandlers.StatusManager;
import org.realmscope.debug.core.state.RealmState;

/** Ways from a view to others, which then show the same state. */
public final class ViewLinks {
    private final RealmView from;

    /** Ways from {@code from}. */
    public ViewLinks(RealmView from) {
        this.from = from;
    }

    /** Opens a view, if it is not open, and has it show addresses. */
    public void show(String viewId, RealmAddress address) {
        open(viewId, view -> {
            if (view instanceof AddressTarget target) {
                target.reveal(address);
            }
        });
    }

    /** Opens a view, if it is not open, and gives it to {@code then}. */
    public void open(String viewId, Consumer<IViewPart> then) {
        try {
            IViewPart view = from.getSite().getPage().showView(viewId, null, IWorkbenchPage.VIEW_ACTIVATE);
            RealmState state = from.state();
            if (view instanceof RealmView other && state != null && other.state() != state) {
                other.pinTo(state);
            }
            then.accept(view);
        } catch (PartInitException failure) {
            StatusManager.getManager().handle(failure.getStatus(), StatusManager.SHOW);
        }
    }

    /** Shows what differs between two states of a session. */
    public void compare(RealmState before, RealmState after) {
        open(ComparisonTarget.VIEW, view -> {
            if (view instanceof ComparisonTarget target) {
                target.compare(before, after);
            }
        });
    }

    /** Opens a moment, and shows what differs between it and what is shown here. */
    public void compareWith(CompletableFuture<RealmState> opening) {
        from.telling(opening.thenAcceptAsync(moment -> compare(moment, from.stateNow()), from.ui()));
    }

    /** Shows memory in the Memory view. */
    public void memory(RealmState state, String expression) {
        if (!(state.target() instanceof IMemoryBlockRetrievalExtension memory)) {
            from.say("The debugger of this session has no memory to show.");
            return;
        }
        ICoreRunnable add = monitor -> {
            IMemoryBlockExtension block = memory.getExtendedMemoryBlock(expression, state.target());
            if (block != null) {
                DebugPlugin.getDefault().getMemoryBlockManager().addMemoryBlocks(new IMemoryBlock[] {block});
            }
        };
        Job.create("Memory at " + expression, add).schedule();
        open(IDebugUIConstants.ID_MEMORY_VIEW, view -> from.say(""));
    }

    /** Opens a moment as a state of its own, and says so if it cannot be. */
    public void openState(CompletableFuture<RealmState> opening) {
        from.await(from.telling(opening));
    }
}
