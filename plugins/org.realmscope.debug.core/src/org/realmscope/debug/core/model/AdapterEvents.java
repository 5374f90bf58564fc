package org.realmscope.debug.core.model;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.ContinuedEventArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.MemoryEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArgumentsCategory;
import org.eclipse.lsp4j.debug.ProgressEndEventArguments;
import org.eclipse.lsp4j.debug.ProgressStartEventArguments;
import org.eclipse.lsp4j.debug.ProgressUpdateEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.protocol.ChangedEvent;
import org.realmscope.protocol.HistoryEvent;
import org.realmscope.protocol.RealmscopeClient;

/** Takes what the adapter says to those that it is for. The protocol's thread comes here, and must not wait. */
public final class AdapterEvents implements RealmscopeClient {
    private final Session session;
    private final Map<String, AdapterProgress> progress = new ConcurrentHashMap<>();

    AdapterEvents(Session session) {
        this.session = session;
    }

    @Override
    public void initialized() {
        session.initialized();
    }

    @Override
    public void stopped(StoppedEventArguments event) {
        session.target().stopped(event);
    }

    @Override
    public void continued(ContinuedEventArguments event) {
        session.target().continued(event.getThreadId());
    }

    @Override
    public void exited(ExitedEventArguments event) {
        session.exited(event.getExitCode());
    }

    @Override
    public void terminated(TerminatedEventArguments event) {
        session.terminated();
    }

    @Override
    public void output(OutputEventArguments event) {
        String category = Objects.requireNonNullElse(event.getCategory(), OutputEventArgumentsCategory.CONSOLE);
        session.output().of(OutputCategory.of(category)).append(event.getOutput());
        if (category.equals(OutputEventArgumentsCategory.IMPORTANT)) {
            RealmDebug.tell(
                    RealmDebug.error(
                            RealmDebug.IMPORTANT_MESSAGE, event.getOutput().strip(), null),
                    session.target());
        }
    }

    @Override
    public void breakpoint(BreakpointEventArguments event) {
        session.breakpoints().reported(event.getBreakpoint());
    }

    @Override
    public void memory(MemoryEventArguments event) {
        session.target().memoryChanged();
    }

    @Override
    public void changed(ChangedEvent event) {
        session.target().changed(event);
    }

    @Override
    public void recorded(HistoryEvent event) {
        session.target().machineState().tell(Change.RECORDED);
    }

    // --- what takes a while

    @Override
    public void progressStart(ProgressStartEventArguments event) {
        AdapterProgress started = new AdapterProgress(session, event);
        progress.put(event.getProgressId(), started);
        started.schedule();
    }

    @Override
    public void progressUpdate(ProgressUpdateEventArguments event) {
        AdapterProgress running = progress.get(event.getProgressId());
        if (running != null) {
            running.update(event);
        }
    }

    @Override
    public void progressEnd(ProgressEndEventArguments event) {
        AdapterProgress ended = progress.remove(event.getProgressId());
        if (ended != null) {
            ended.end();
        }
    }
}
