package org.realmscope.swtbot.tests;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventFilter;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable;

/** Counts the stops of machines that the Debug view has come to show. What is shown may be older than the machine. */
final class ShownStops implements IDebugEventFilter, IDebugContextListener, AutoCloseable {
    private final AtomicInteger stops = new AtomicInteger();
    private volatile int shown;

    static ShownStops open() {
        ShownStops opened = new ShownStops();
        DebugPlugin.getDefault().addDebugEventFilter(opened);
        UIThreadRunnable.syncExec(() -> DebugUITools.getDebugContextManager().addDebugContextListener(opened));
        return opened;
    }

    /** How many there have been, of which the last is shown or was passed by. */
    int count() {
        return shown;
    }

    /** Filters hear of events before the views, which show what they have heard. */
    @Override
    public DebugEvent @Nullable [] filterDebugEvents(DebugEvent @Nullable [] events) {
        stops.addAndGet((int) Stream.of(Objects.requireNonNull(events))
                .filter(event -> event.getKind() == DebugEvent.SUSPEND && event.getSource() instanceof IThread)
                .count());
        return events;
    }

    @Override
    public void debugContextChanged(@Nullable DebugContextEvent event) {
        if (Objects.requireNonNull(event).getContext() instanceof IStructuredSelection selection
                && selection.getFirstElement() instanceof IStackFrame frame
                && frame.isSuspended()) {
            shown = stops.get();
        }
    }

    @Override
    public void close() {
        DebugPlugin.getDefault().removeDebugEventFilter(this);
        UIThreadRunnable.syncExec(() -> DebugUITools.getDebugContextManager().removeDebugContextListener(this));
    }
}
