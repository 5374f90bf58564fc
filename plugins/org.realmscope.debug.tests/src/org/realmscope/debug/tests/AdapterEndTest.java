package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.protocol.MomentArguments;

/** An adapter that ends by itself, in whatever phase: people are told once, and nothing is left behind. */
class AdapterEndTest {
    private static final String UNEXPECTED = "The debug adapter has ended unexpectedly, with exit code ";

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private void awaitEnd() {
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == debug.process(), "end");
        assertTrue(debug.launch().isTerminated());
        assertTrue(debug.target().isTerminated());
    }

    private void awaitOneMessage() {
        debug.until(() -> !debug.told().isEmpty(), "message");
        assertTrue(debug.told().startsWith(UNEXPECTED), debug.told());
        assertEquals(1, debug.told().lines().count(), debug.told());
    }

    @Test
    void duringTheLaunchItIsTheFailureOfTheLaunch() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString());
        List<ILaunch> launches = launches();
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        Thread.ofPlatform()
                .daemon()
                .start(() -> debug.until(
                        () -> ProcessHandle.current()
                                .children()
                                .filter(each -> !before.contains(each) && isJvm(each))
                                .anyMatch(ProcessHandle::destroyForcibly),
                        "process"));

        CoreException failure = assertThrows(CoreException.class, () -> debug.start(ILaunchManager.DEBUG_MODE));

        String message = failure.getStatus().getMessage();
        assertTrue(
                message.startsWith("The debug adapter has ended before the machine was there, with exit code "),
                message);
        assertEquals(launches, launches());
    }

    /** Whether a child is the adapter already, and not yet what the JDK starts a program with. */
    private static boolean isJvm(ProcessHandle child) {
        return child.info()
                .command()
                .filter(each -> each.matches(".*java(\\.exe)?"))
                .isPresent();
    }

    private static List<ILaunch> launches() {
        return List.of(DebugPlugin.getDefault().getLaunchManager().getLaunches());
    }

    @Test
    void whatItsJvmSaysOfWrongArgumentsIsInTheMessage() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .with(LaunchAttribute.JVM_ARGUMENTS, "-XX:+NoSuchOption");
        CoreException failure = assertThrows(CoreException.class, () -> debug.start(ILaunchManager.DEBUG_MODE));
        String message = failure.getStatus().getMessage();
        assertTrue(message.contains("with exit code 1") && message.contains("NoSuchOption"), message);
    }

    @Test
    void whileTheMachineRunsPeopleAreToldAndCanLaunchAgain() throws CoreException, IOException {
        debug.debug("endless.rme");
        assertTrue(debug.adapter().destroyForcibly());
        awaitEnd();
        awaitOneMessage();

        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        assertEquals("", debug.told());
    }

    @Test
    void whileTheMachineStandsRequestsFailAndPeopleAreToldOnce() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        ProcessHandle adapter = debug.adapter();
        assertTrue(adapter.destroyForcibly());
        debug.target().resume();
        debug.target().suspend();

        awaitEnd();
        awaitOneMessage();
        assertFalse(adapter.isAlive());
        assertEquals(0, debug.target().getThreads().length);
        CompletableFuture<?> late = debug.session().live().server().machine(new MomentArguments(null));
        assertThrows(CompletionException.class, late::join);
    }

    @Test
    void whileItIsAskedToEndNobodyIsTold() throws CoreException, IOException {
        debug.debug("endless.rme");
        ProcessHandle adapter = debug.adapter();
        debug.target().terminate();
        adapter.destroyForcibly();
        awaitEnd();
        assertEquals(0, debug.process().getExitValue());
        assertEquals("", debug.told());
    }

    /** As one that is busy without end, which answers nothing and hears no end of its input. */
    @Test
    void oneThatDoesNothingAnyMoreIsEndedByForce() throws CoreException, IOException {
        assumeTrue(!Platform.getOS().equals(Platform.OS_WIN32), "needs signals");
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        ProcessHandle adapter = debug.adapter();
        Process signal = new ProcessBuilder("kill", "-STOP", Long.toString(adapter.pid())).start();
        assertEquals(0, signal.onExit().join().exitValue());
        CompletableFuture<Object> waiting = waitForFrames();

        debug.target().terminate();

        awaitEnd();
        assertInstanceOf(DebugException.class, DebugSession.get(waiting));
        DebugSession.get(adapter.onExit());
        assertEquals("", debug.told());
    }

    /** On a thread of its own, as the Debug view does. */
    private CompletableFuture<Object> waitForFrames() {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                IStackFrame[] frames = debug.target().threads().get(1).getStackFrames();
                outcome.complete(frames);
            } catch (DebugException e) {
                outcome.complete(e);
            }
        });
        return outcome;
    }
}
