package org.realmscope.ide.driver;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmThread;

/** A debug session of one scenario, launched as from the menu. It is the only one of the workbench. */
final class ScenarioRun implements IDebugEventSetListener, IDebugContextListener, AutoCloseable {
    private final CompletableFuture<ILaunch> ended = new CompletableFuture<>();
    private final long begin = System.nanoTime();
    private volatile CompletableFuture<RealmThread> stopped = new CompletableFuture<>();
    private volatile CompletableFuture<Long> shown = new CompletableFuture<>();
    private volatile @Nullable RealmDebugTarget target;
    private volatile long stopTime;
    private volatile @Nullable IStackFrame shownFrame;

    /** Launches a scenario for debugging. */
    static ScenarioRun start(Desktop desktop, Path scenario) throws CoreException {
        return start(desktop, scenario, "");
    }

    /** Launches a scenario for debugging, with a host image of a path in the workspace if that is not empty. */
    static ScenarioRun start(Desktop desktop, Path scenario, String hostImage) throws CoreException {
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE)
                .newInstance(null, scenario.getFileName().toString());
        configuration.setAttribute(LaunchAttribute.SCENARIO, scenario.toString());
        configuration.setAttribute(LaunchAttribute.HOST_IMAGE, hostImage);
        ScenarioRun run = new ScenarioRun();
        DebugPlugin.getDefault().addDebugEventListener(run);
        desktop.later(() -> {
            DebugUITools.getDebugContextManager().addDebugContextListener(run);
            DebugUITools.launch(configuration, ILaunchManager.DEBUG_MODE);
        });
        return run;
    }

    /** Waits until the machine stands; its thread. */
    RealmThread awaitStop() throws CoreException {
        return awaitStop(Desktop.DEADLINE_SECONDS);
    }

    /** Waits so many seconds until the machine stands; its thread. */
    RealmThread awaitStop(long seconds) throws CoreException {
        RealmThread thread = Desktop.get(stopped, "stop of the machine", seconds);
        target = (RealmDebugTarget) thread.getDebugTarget();
        return thread;
    }

    /** Waits until the Debug view has the stopped frame; nanoseconds from the launch to that. */
    long awaitShown() throws CoreException {
        return Desktop.get(shown, "frame in the Debug view") - begin;
    }

    /** Nanoseconds from the launch to the latest stop. */
    long stopNanos() {
        return stopTime - begin;
    }

    /** The machine; there is none before its first stop. */
    RealmDebugTarget target() {
        RealmDebugTarget known = target;
        if (known == null) {
            throw new IllegalStateException("the machine has not stopped yet");
        }
        return known;
    }

    /** Goes on to the next stop. */
    RealmThread resume() throws CoreException {
        return move(() -> target().resume());
    }

    /** Moves the machine, and waits until it stands again. */
    RealmThread move(Move move) throws CoreException {
        stopped = new CompletableFuture<>();
        shown = new CompletableFuture<>();
        move.run();
        return awaitStop();
    }

    /** What sets the machine in motion. */
    @FunctionalInterface
    interface Move {
        void run() throws CoreException;
    }

    /** Restarts the machine with what was built since, by the command for it, and waits until its frame is shown. */
    void restart(Desktop desktop) throws CoreException {
        stopped = new CompletableFuture<>();
        shown = new CompletableFuture<>();
        desktop.command("org.realmscope.debug.ui.command.RESTART_AT_FAULT");
        awaitStop();
        awaitShown();
    }

    @Override
    public void handleDebugEvents(DebugEvent @Nullable [] events) {
        for (DebugEvent event : Objects.requireNonNull(events)) {
            if (event.getKind() == DebugEvent.SUSPEND
                    && event.getSource() instanceof RealmThread thread
                    && thread.getDebugTarget() instanceof RealmDebugTarget) {
                stopTime = System.nanoTime();
                stopped.complete(thread);
            } else if (event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof RealmDebugTarget over) {
                ended.complete(over.getLaunch());
            }
        }
    }

    @Override
    public void debugContextChanged(@Nullable DebugContextEvent event) {
        if (Objects.requireNonNull(event).getContext() instanceof IStructuredSelection selection
                && selection.getFirstElement() instanceof IStackFrame frame
                && frame != shownFrame
                && frame.isSuspended()) {
            shownFrame = frame;
            shown.complete(System.nanoTime());
        }
    }

    /** Ends the session, and waits for its end. */
    @Override
    public void close() throws CoreException {
        ILaunch launch = target().getLaunch();
        launch.terminate();
        Desktop.get(ended, "end of the session");
        DebugUITools.getDebugContextManager().removeDebugContextListener(this);
        DebugPlugin.getDefault().removeDebugEventListener(this);
        DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
    }
}
