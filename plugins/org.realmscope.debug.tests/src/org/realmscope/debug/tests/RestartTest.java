package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.commands.IDebugCommandRequest;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.commands.Restart;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.state.RealmState;

/** The machine is launched again in the adapter that it has. */
class RestartTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private String moment() {
        return debug.session().live().moment();
    }

    /** Stops at the second fault of the scenario, for the unprotected half. */
    private String stopAtTheSecondFault() throws CoreException, IOException {
        FaultBreakpoint fault = FaultBreakpoint.with(Map.of(FaultBreakpoint.HALF, "unprotected"));
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        fault.delete();
        return moment();
    }

    @Test
    void itStopsAtTheSameFaultAndNowhereBefore() throws CoreException, IOException {
        String fault = stopAtTheSecondFault();
        CallBreakpoint call = CallBreakpoint.at("RMI_*", Map.of());
        ProcessHandle adapter = debug.adapter();
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);

        Restart.toFaultOf(debug.session().live(), new NullProgressMonitor());

        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(fault, moment());
        assertEquals(0, debug.thread().getBreakpoints().length);
        assertTrue(adapter.isAlive());
        debug.until(() -> call.verification() != null, "breakpoint that is there again");
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(call, debug.thread().getBreakpoints()[0]);
        assertEquals("", debug.told());
    }

    @Test
    void entryIsPassedOnTheWayToTheFaultOfAMoment() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        RealmState first = DebugSession.get(debug.session().openFault(1));

        Restart.toFaultOf(first, new NullProgressMonitor());

        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(first.moment(), moment());
        debug.until(first::hasEnded, "end of the moment");
        assertEquals(1, debug.launch().getDebugTargets().length);
    }

    @Test
    void restartOfThePlatformRunsAsLaunched() throws CoreException, IOException {
        CallBreakpoint call = CallBreakpoint.at("RMI_REALM_ACTIVATE", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        String first = moment();
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);

        IRestartHandler restart = Objects.requireNonNull(Adapters.adapt(debug.frame(), IRestartHandler.class));
        restart.execute(new Request(debug.frame()));

        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(first, moment());
        assertEquals(call, debug.thread().getBreakpoints()[0]);
    }

    @Test
    void machineBeforeItsFirstFaultHasNoneToReturnTo() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        CoreException refusal = assertThrows(
                CoreException.class, () -> Restart.toFaultOf(debug.session().live(), new NullProgressMonitor()));
        assertEquals(
                "At moment 0.0 no stage 2 fault has been taken to which the machine could be restarted",
                refusal.getStatus().getMessage());
    }

    @Test
    void changedScenarioIsReadAndAMistakenOneIsRefused() throws CoreException, IOException {
        String fault = stopAtTheSecondFault();
        Path scenario = debug.copy("faulting.rme");
        String text = Files.readString(scenario);
        Files.writeString(scenario, text.replace("ipa_bits 36", "ipa_bits many"));
        DebugException refusal = assertThrows(
                DebugException.class, () -> Restart.toFaultOf(debug.session().live(), new NullProgressMonitor()));
        assertTrue(
                refusal.getStatus().getMessage().contains("faulting.rme:8:14"),
                refusal.getStatus().getMessage());
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        assertEquals(fault, moment());

        Files.writeString(scenario, text.replace("}\n\nvmm {", "    vcpu vcpu1 { }\n}\n\nvmm {"));
        Restart.toFaultOf(debug.session().live(), new NullProgressMonitor());
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(3, debug.target().getThreads().length);
    }

    /** An image is in the project of its sources; so is the scenario here, whose own mistakes the adapter tells. */
    @Test
    void failedBuildLeavesTheMachineWhereItStands() throws CoreException, IOException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("unbuilt");
        project.create(new NullProgressMonitor());
        project.open(new NullProgressMonitor());
        IFile scenario = project.getFile("faulting.rme");
        scenario.create(Files.readAllBytes(debug.copy("faulting.rme")), true, false, null);
        IFile source = project.getFile("kvm_main.c");
        source.create("int kvm\n".getBytes(StandardCharsets.UTF_8), true, false, null);
        debug.with(LaunchAttribute.SCENARIO, scenario.getFullPath().toString());
        CallBreakpoint.at("RMI_RTT_MAP_UNPROTECTED", Map.of());
        debug.start(ILaunchManager.DEBUG_MODE);
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        String before = moment();
        int events = debug.events().size();
        error(scenario, "a mistake of another launch");
        IMarker error = error(source, "expected ';'");

        CoreException refusal = assertThrows(
                CoreException.class, () -> Restart.toFaultOf(debug.session().live(), new NullProgressMonitor()));

        assertEquals(
                "The machine stays as it is, for the build has failed:\nunbuilt/kvm_main.c, line 1: expected ';'",
                refusal.getStatus().getMessage());
        assertEquals(before, moment());
        assertTrue(debug.target().isSuspended() && debug.session().canRestart());
        assertEquals(events, debug.events().size());
        error.delete();
        Restart.toFaultOf(debug.session().live(), new NullProgressMonitor());
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        project.delete(true, new NullProgressMonitor());
    }

    private static IMarker error(IFile file, String message) throws CoreException {
        return file.createMarker(
                IMarker.PROBLEM,
                Map.of(IMarker.SEVERITY, IMarker.SEVERITY_ERROR, IMarker.LINE_NUMBER, 1, IMarker.MESSAGE, message));
    }

    /** What the platform sends a handler. */
    private record Request(Object element) implements IDebugCommandRequest {
        @Override
        public Object[] getElements() {
            return new Object[] {element};
        }

        @Override
        public void done() {
            // The events of the machine say more.
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCanceled() {
            return false;
        }

        @Override
        public void setStatus(@Nullable IStatus status) {
            assertTrue(status == null || status.isOK(), () -> String.valueOf(status));
        }

        @Override
        public @Nullable IStatus getStatus() {
            return null;
        }
    }
}
