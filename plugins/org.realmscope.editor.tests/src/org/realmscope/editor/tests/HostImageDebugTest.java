package org.realmscope.editor.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.commands.Command;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.IJobChangeListener;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.progress.IProgressConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.commands.Restart;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.Session;
import org.realmscope.editor.hostimage.HostImage;

/** A host image of the workspace is changed, and debugged on. */
class HostImageDebugTest {
    private static final String RESTART = "org.realmscope.debug.ui.command.RESTART_AT_FAULT";
    private static final String SCENARIO = """
        scenario "Two pages"

        realm guest {
            slot ram 0 .. 64 MiB backing anon
            vcpu first {
                store 1 to 0x20_0000
                store 2 to 0x30_0000
            }
        }
        """;

    private static final String EDIT = "\n__attribute__((used)) int since_the_edit = 42;\n";

    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("edited-host");
    private final CompletableFuture<ILaunch> launch = new CompletableFuture<>();

    @BeforeEach
    void buildTheImage() throws WorkbenchException {
        assumeTrue(hasProgram("aarch64-linux-gnu-gcc") && hasProgram("make"), "a cross compiler and make are needed");
        PlatformUI.getWorkbench()
                .showPerspective(
                        "org.realmscope.ui.perspective",
                        PlatformUI.getWorkbench().getActiveWorkbenchWindow());
        PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage().closeAllEditors(false);
        OpenScenario.change("the image", () -> {
            HostImage.create(project, null, new NullProgressMonitor());
            project.build(IncrementalProjectBuilder.FULL_BUILD, new NullProgressMonitor());
            project.getFile("two.rme").create(SCENARIO.getBytes(StandardCharsets.UTF_8), true, false, null);
        });
    }

    private static boolean hasProgram(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, name)));
    }

    @AfterEach
    void end() throws CoreException {
        if (launch.isDone()) {
            launch.join().terminate();
            OpenScenario.await("the end of the launch", launch.join()::isTerminated);
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch.join());
        }
        IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        breakpoints.removeBreakpoints(breakpoints.getBreakpoints(), true);
        OpenScenario.change("no project", () -> {
            if (project.exists()) {
                project.delete(true, true, null);
            }
        });
    }

    @Test
    void editedHostIsBuiltAndTheMachineStandsAtTheSameFaultAgain() throws Exception {
        FaultBreakpoint.with(Map.of("hitCondition", "2"));
        launch();
        Session session = target().session();
        RealmFrame old = awaitFrame();
        String before = session.live().moment();
        assertEquals(2, answer(session.faultAt(before)));

        IFile source = project.getFile("src/main/c/kvm_main.c");
        OpenScenario.change(
                "an edited source",
                () -> source.appendContents(
                        new ByteArrayInputStream(EDIT.getBytes(StandardCharsets.UTF_8)), true, false, null));
        Command restart =
                PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(RESTART);
        OpenScenario.await("the command", restart::isEnabled);
        PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(RESTART, null);
        OpenScenario.await("the restart", () -> !old.isSuspended());
        RealmFrame frame = awaitFrame();

        assertEquals(2, answer(session.faultAt(session.live().moment())));
        assertTrue(answer(session.evaluations().evaluate("since_the_edit", frame, "watch"))
                .getResult()
                .contains("42"));
    }

    @Test
    void linesOfItsSourcesStopAndAreShownInThem() throws Exception {
        IFile source = project.getFile("src/main/c/mmu.c");
        String text = source.readString();
        int line = (int) text.substring(0, text.indexOf("struct kvm *kvm = vcpu->kvm;"))
                .lines()
                .count();
        SourceLineBreakpoint.inWorkspace(source, line);
        launch();
        RealmFrame frame = awaitFrame();
        assertEquals(line, frame.getLineNumber());
        assertEquals(
                source.getLocation().toOSString(),
                Objects.requireNonNull(frame.source()).getPath());
        OpenScenario.await("an editor of the source", () -> {
            IEditorPart editor = PlatformUI.getWorkbench()
                    .getActiveWorkbenchWindow()
                    .getActivePage()
                    .getActiveEditor();
            return editor != null && source.equals(editor.getEditorInput().getAdapter(IFile.class));
        });
    }

    @Test
    void hostThatCannotBeBuiltLeavesTheMachineWhereItStands() throws Exception {
        FaultBreakpoint.with(Map.of("hitCondition", "2"));
        launch();
        RealmFrame frame = awaitFrame();
        Session session = target().session();
        String before = session.live().moment();
        IFile source = project.getFile("src/main/c/kvm_main.c");
        OpenScenario.change(
                "a mistaken source",
                () -> source.appendContents(
                        new ByteArrayInputStream("int mistaken\n".getBytes(StandardCharsets.UTF_8)),
                        true,
                        false,
                        null));

        CompletableFuture<IStatus> told = new CompletableFuture<>();
        Job job = Job.createSystem("Restart", (ICoreRunnable) monitor -> Restart.toFaultOf(session.live(), monitor));
        // The status is looked at here, and shown to nobody.
        job.setProperty(IProgressConstants.NO_IMMEDIATE_ERROR_PROMPT_PROPERTY, true);
        job.addJobChangeListener(IJobChangeListener.onDone(event -> told.complete(event.getResult())));
        job.schedule();
        String refusal = answer(told).getMessage();

        assertTrue(refusal.startsWith("The machine stays as it is, for the build has failed:"), refusal);
        assertTrue(refusal.contains("edited-host/src/main/c/kvm_main.c, line "), refusal);
        assertEquals(before, session.live().moment());
        assertTrue(frame.isSuspended() && frame.canStepOver());
    }

    private void launch() throws CoreException {
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE)
                .newInstance(null, "edited host");
        configuration.setAttribute(LaunchAttribute.SCENARIO, "/edited-host/two.rme");
        configuration.setAttribute(LaunchAttribute.HOST_IMAGE, "/edited-host/host-kvm.elf");
        OpenScenario.change(
                "a launch",
                () -> launch.complete(configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor())));
    }

    private RealmDebugTarget target() {
        return (RealmDebugTarget) launch.join().getDebugTargets()[0];
    }

    private RealmFrame awaitFrame() {
        OpenScenario.await(
                "a selected frame",
                () -> target().isSuspended()
                        && DebugUITools.getDebugContext() instanceof RealmFrame frame
                        && frame.isSuspended());
        return (RealmFrame) DebugUITools.getDebugContext();
    }

    private static <T> T answer(CompletableFuture<T> request) {
        OpenScenario.await("an answer", request::isDone);
        return request.resultNow();
    }
}
