package org.realmscope.ui.tests.views;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.state.RealmState;

/** A session of a sample with a debug adapter in a process of its own. */
final class LiveMachine {
    private static final String KEYS = "org.realmscope.debug.ui.context";

    private final Bench bench;
    private final String sample;
    private final Path directory;
    private @Nullable ILaunch launch;

    LiveMachine(Bench bench) throws IOException {
        this(bench, "runtime-faulting.rme");
    }

    LiveMachine(Bench bench, String sample) throws IOException {
        this.bench = bench;
        this.sample = sample;
        directory = Files.createTempDirectory("realmscope-ui-tests");
        InstanceScope.INSTANCE
                .getNode(IDebugUIConstants.PLUGIN_ID)
                .put(IDebugUIConstants.PLUGIN_ID + ".switch_perspective_on_suspend", "never");
    }

    /** Debugs the sample up to its first stop. */
    void start() throws IOException {
        Path file = directory.resolve(sample);
        try (InputStream in = LiveMachine.class.getResourceAsStream("/scenarios/" + sample)) {
            Files.write(file, in.readAllBytes());
        }
        background("launch", monitor -> {
            ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault()
                    .getLaunchManager()
                    .getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE)
                    .newInstance(null, "test");
            configuration.setAttribute(LaunchAttribute.SCENARIO, file.toString());
            configuration.setAttribute(LaunchAttribute.JVM_ARGUMENTS, "-XX:TieredStopAtLevel=1");
            launch = configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
        });
        bench.await("first stop", () -> state().isSuspended());
        bench.settle();
    }

    /** Does something that waits for the adapter, away from the UI thread, and waits for it. */
    void background(String what, ICoreRunnable action) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Job.create(what, monitor -> {
                    try {
                        action.run(monitor);
                        done.complete(Boolean.TRUE);
                    } catch (CoreException | RuntimeException failure) {
                        done.completeExceptionally(failure);
                    }
                })
                .schedule();
        bench.await(what, done::isDone);
        done.join();
    }

    /** Opens the moment of a fault. */
    RealmState openFault(long number) {
        background("moment", monitor -> session().openFault(number).join());
        return session().moments().get(0);
    }

    /** Moves the machine, and waits until it stands elsewhere. */
    void move(String what, ICoreRunnable action) {
        String before = state().moment();
        background(what, action);
        bench.await(what, () -> state().isSuspended() && !state().moment().equals(before));
    }

    /** The scenario. */
    Path scenario() {
        return directory.resolve(sample);
    }

    RealmDebugTarget target() {
        return (RealmDebugTarget) Objects.requireNonNull(launch).getDebugTargets()[0];
    }

    Session session() {
        return target().session();
    }

    RealmState state() {
        return session().live();
    }

    /** Kills the adapter's process. */
    void kill() {
        String label = Objects.requireNonNull(launch).getProcesses()[0].getLabel();
        ProcessHandle.of(Long.parseLong(label.replaceAll("\\D+", "")))
                .orElseThrow()
                .destroyForcibly();
    }

    /**
     * Ends the session, and removes its launch as people do: when the workbench has seen that it is over. The platform
     * takes the debugger's keys back only then, and never for a launch that is gone before.
     */
    void close() throws IOException, CoreException {
        ILaunch ending = launch;
        if (ending != null) {
            background("end", monitor -> ending.terminate());
            bench.await("end of the launch", ending::isTerminated);
            IContextService contexts = PlatformUI.getWorkbench().getService(IContextService.class);
            bench.await(
                    "end of the session's keys",
                    () -> !contexts.getActiveContextIds().contains(KEYS));
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(ending);
        }
        IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        breakpoints.removeBreakpoints(breakpoints.getBreakpoints(), true);
        Files.deleteIfExists(directory.resolve(sample));
        Files.delete(directory);
    }
}
