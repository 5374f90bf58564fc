package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.commands.Command;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.state.RealmState;

/** A project with scenarios, and a session that ends with the test. Tests are on the UI thread. */
abstract class SessionFixture {
    /** Commands of the Debug UI. */
    static final String COMMAND = "org.realmscope.debug.ui.command.";

    private static final String KEYS = "org.realmscope.debug.ui.context";

    private final ChosenContext context = new ChosenContext();
    private @Nullable IProject project;
    private volatile @Nullable ILaunch launch;
    private volatile @Nullable CoreException refusal;

    @BeforeEach
    void openPerspective() throws CoreException {
        PlatformUI.getWorkbench().showPerspective("org.realmscope.ui.perspective", Screen.window());
        IProject created = ResourcesPlugin.getWorkspace().getRoot().getProject("faults");
        inBackground(monitor -> {
            created.create(monitor);
            created.open(monitor);
        });
        project = created;
    }

    @AfterEach
    void endSession() throws CoreException {
        context.restore();
        ILaunch ending = launch;
        if (ending != null) {
            end(ending);
        }
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        manager.removeBreakpoints(manager.getBreakpoints(), true);
        Screen.window().getActivePage().closeAllEditors(false);
        IProject created = project;
        if (created != null) {
            inBackground(monitor -> created.delete(true, true, monitor));
        }
    }

    /**
     * Ends a launch and removes it as people do: when the workbench has seen that it is over. The platform takes our
     * keys back only then, and never for a launch that is gone before.
     */
    static void end(ILaunch ending) throws DebugException {
        ending.terminate();
        Screen.until(ending::isTerminated, () -> "the launch does not end");
        IContextService contexts = PlatformUI.getWorkbench().getService(IContextService.class);
        Screen.until(() -> !contexts.getActiveContextIds().contains(KEYS), () -> "the keys of a session stay");
        DebugPlugin.getDefault().getLaunchManager().removeLaunch(ending);
    }

    /** Does something with the workspace that the UI thread must not wait for. */
    static void inBackground(ICoreRunnable done) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        Job.create("in the background", monitor -> {
                    try {
                        done.run(monitor);
                        finished.complete(null);
                    } catch (CoreException e) {
                        finished.completeExceptionally(e);
                    }
                })
                .schedule();
        answer(finished);
    }

    /** A scenario of the test's resources as a file of the project. */
    final IFile scenario(String name) throws IOException {
        IProject created = project;
        assertNotNull(created);
        IFile file = created.getFile(name);
        try (InputStream in = SessionFixture.class.getResourceAsStream("/scenarios/" + name)) {
            byte[] text = in.readAllBytes();
            inBackground(monitor -> file.create(text, true, false, monitor));
        }
        return file;
    }

    /** A file of the project. */
    final IFile file(String name, String text) {
        IProject created = project;
        assertNotNull(created);
        IFile file = created.getFile(name);
        inBackground(monitor -> file.create(text.getBytes(StandardCharsets.UTF_8), true, false, monitor));
        return file;
    }

    /** Launches as the workbench does: on a thread of its own. */
    final void launch(IFile scenario) throws CoreException {
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE)
                .newInstance(null, "test");
        configuration.setAttribute(
                LaunchAttribute.SCENARIO, scenario.getLocation().toOSString());
        configuration.setAttribute(LaunchAttribute.JVM_ARGUMENTS, "-XX:TieredStopAtLevel=1");
        Job.create("launch", monitor -> {
                    try {
                        launch = configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
                    } catch (CoreException e) {
                        refusal = e;
                    }
                })
                .schedule();
        Screen.until(() -> launch != null || refusal != null, () -> "nothing is launched");
    }

    final ILaunch launched() {
        ILaunch begun = launch;
        assertNotNull(begun, () -> String.valueOf(refusal));
        return begun;
    }

    /** What a refused launch says. */
    final @Nullable CoreException refusal() {
        return refusal;
    }

    final RealmDebugTarget target() {
        return (RealmDebugTarget) launched().getDebugTargets()[0];
    }

    /** As a person: when it can be chosen. */
    static void execute(String command) throws Exception {
        Command chosen = Screen.window().getService(ICommandService.class).getCommand(command);
        Screen.until(chosen::isEnabled, () -> command + " is not enabled");
        Screen.window().getService(IHandlerService.class).executeCommand(command, null);
    }

    /** Waits until the machine stands and one of its frames is selected. */
    final RealmFrame awaitFrame() {
        Screen.until(
                () -> target().isSuspended()
                        && DebugUITools.getDebugContext() instanceof RealmFrame frame
                        && frame.isSuspended(),
                () -> "no frame is selected, but " + DebugUITools.getDebugContext());
        return (RealmFrame) DebugUITools.getDebugContext();
    }

    /** What a request of another thread answers; the UI thread must not wait for it. */
    static <T> T answer(CompletableFuture<T> request) {
        CompletableFuture<T> answered = new CompletableFuture<>();
        request.whenComplete((answer, failure) -> {
            if (failure == null) {
                answered.complete(answer);
            } else {
                answered.completeExceptionally(failure);
            }
        });
        Screen.until(answered::isDone, () -> "no answer");
        return answered.join();
    }

    /** The frames of a thread. */
    static IStackFrame[] frames(RealmThread thread) {
        CompletableFuture<IStackFrame[]> frames = new CompletableFuture<>();
        Job.create("frames", monitor -> {
                    try {
                        frames.complete(thread.getStackFrames());
                    } catch (DebugException e) {
                        frames.completeExceptionally(e);
                    }
                })
                .schedule();
        return answer(frames);
    }

    /** Selects a thread's innermost frame. */
    final RealmFrame selectFrame(RealmThread thread) {
        RealmFrame frame = (RealmFrame) frames(thread)[0];
        select(frame);
        return frame;
    }

    /** Selects a frame. */
    final void select(RealmFrame frame) {
        context.choose(frame);
        assertSame(frame, DebugUITools.getDebugContext());
    }

    /** Opens the moment at which the machine stands, as a target of its own. */
    final MachineTarget openMoment() {
        RealmState opened =
                answer(target().session().openMoment(target().session().live().moment()));
        return (MachineTarget) opened.target();
    }
}
