package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.launch.AdapterProcess;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.MomentTarget;
import org.realmscope.debug.core.model.RealmDebugTarget;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmMemoryBlock;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.model.RealmVariable;
import org.realmscope.debug.core.state.RealmState;

/** Every event of a session, in its order: which element, which kind, which detail. */
class EventsTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private int seen;

    /** The events since this was asked last, as {@code PE 1: SUSPEND BREAKPOINT}. */
    private List<String> news() {
        List<DebugEvent> all = debug.events();
        List<String> news = new ArrayList<>();
        for (DebugEvent each : all.subList(seen, all.size())) {
            news.add(source(each.getSource()) + ": " + kind(each));
        }
        seen = all.size();
        return news;
    }

    private static String source(Object source) {
        return switch (source) {
            case RealmThread thread -> (thread.target() instanceof MomentTarget ? "moment's PE " : "PE ") + thread.pe();
            case RealmDebugTarget target -> "target";
            case MomentTarget target -> "moment";
            case AdapterProcess process -> "process";
            case RealmMemoryBlock block -> "memory";
            case RealmVariable variable -> "variable";
            default -> source.toString();
        };
    }

    private static String kind(DebugEvent event) {
        return switch (event.getKind()) {
            case DebugEvent.CREATE -> "CREATE";
            case DebugEvent.TERMINATE -> "TERMINATE";
            case DebugEvent.RESUME -> "RESUME " + detail(event.getDetail());
            case DebugEvent.SUSPEND -> "SUSPEND " + detail(event.getDetail());
            case DebugEvent.CHANGE -> "CHANGE " + detail(event.getDetail());
            default -> event.toString();
        };
    }

    private static String detail(int detail) {
        return switch (detail) {
            case DebugEvent.UNSPECIFIED -> "UNSPECIFIED";
            case DebugEvent.STEP_INTO -> "STEP_INTO";
            case DebugEvent.STEP_OVER -> "STEP_OVER";
            case DebugEvent.STEP_RETURN -> "STEP_RETURN";
            case DebugEvent.STEP_END -> "STEP_END";
            case DebugEvent.BREAKPOINT -> "BREAKPOINT";
            case DebugEvent.CLIENT_REQUEST -> "CLIENT_REQUEST";
            case DebugEvent.STATE -> "STATE";
            case DebugEvent.CONTENT -> "CONTENT";
            default -> Integer.toString(detail);
        };
    }

    private void stopAtTheFirstFault() throws CoreException, IOException {
        CallBreakpoint.at("RMI_REALM_ACTIVATE", Map.of());
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(
                List.of(
                        "process: CREATE",
                        "target: CREATE",
                        "PE 0: CREATE",
                        "PE 1: CREATE",
                        "PE 1: CHANGE CONTENT",
                        "PE 0: SUSPEND BREAKPOINT"),
                news());
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(
                List.of(
                        "PE 0: RESUME CLIENT_REQUEST",
                        "PE 1: CHANGE STATE",
                        "PE 0: CHANGE CONTENT",
                        "PE 1: SUSPEND BREAKPOINT"),
                news());
    }

    @Test
    void stepsBeginAndEndWithAnEventOfTheirThread() throws CoreException, IOException {
        stopAtTheFirstFault();
        RealmThread thread = debug.thread();
        step(thread::stepOver, "STEP_OVER");
        step(thread::stepBack, "STEP_OVER");
        step(thread::stepInto, "STEP_INTO");
        step(thread::stepReturn, "STEP_RETURN");
    }

    /** What steps. */
    @FunctionalInterface
    private interface Step {
        void run() throws DebugException;
    }

    private void step(Step step, String detail) throws CoreException {
        step.run();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertEquals(List.of("PE 1: RESUME " + detail, "PE 0: CHANGE CONTENT", "PE 1: SUSPEND STEP_END"), news());
    }

    /** PE 0 waits for an interrupt, and before its step ends PE 1 calls the RMM. */
    @Test
    void stepThatAnotherThreadCutsShortEndsAsWell() throws CoreException, IOException {
        stopAtTheFirstFault();
        CallBreakpoint.at("RMI_RTT_MAP_UNPROTECTED", Map.of());
        debug.until(
                () -> Arrays.stream(manager().getBreakpoints())
                        .allMatch(each -> ((RealmBreakpoint) each).verification() != null),
                "answer of the adapter");
        debug.target().threads().getFirst().stepOver();
        debug.await(
                each -> each.getKind() == DebugEvent.SUSPEND
                        && each.getSource() == debug.target().threads().get(1),
                "stop of the other thread");
        assertEquals(
                List.of(
                        "PE 0: RESUME STEP_OVER",
                        "PE 1: RESUME CLIENT_REQUEST",
                        "PE 0: SUSPEND UNSPECIFIED",
                        "PE 1: SUSPEND BREAKPOINT"),
                news());
        assertFalse(debug.target().threads().getFirst().isStepping());
        debug.target().setInstructionStepping(true);
        debug.thread().stepOver();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertEquals(
                List.of(
                        "PE 0: RESUME CLIENT_REQUEST",
                        "PE 1: RESUME STEP_OVER",
                        "PE 0: CHANGE CONTENT",
                        "PE 1: SUSPEND STEP_END"),
                news());
    }

    private static IBreakpointManager manager() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    @Test
    void otherMovementsResumeTheThreadThatStoodAndSuspendTheOneThatStops() throws CoreException, IOException {
        stopAtTheFirstFault();
        debug.thread().reverseContinue();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(
                List.of(
                        "PE 0: CHANGE STATE",
                        "PE 1: RESUME CLIENT_REQUEST",
                        "PE 1: CHANGE CONTENT",
                        "PE 0: SUSPEND BREAKPOINT"),
                news());
        DebugSession.get(debug.session().runTo("fault", null, false));
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        assertEquals(
                List.of(
                        "PE 0: RESUME CLIENT_REQUEST",
                        "PE 1: CHANGE STATE",
                        "PE 0: CHANGE CONTENT",
                        "PE 1: SUSPEND CLIENT_REQUEST"),
                news());
        DebugSession.get(debug.session().goTo("0.0"));
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        assertEquals(
                List.of(
                        "PE 0: CHANGE STATE",
                        "PE 1: RESUME CLIENT_REQUEST",
                        "PE 1: CHANGE CONTENT",
                        "PE 0: SUSPEND CLIENT_REQUEST"),
                news());
    }

    @Test
    void momentsEvaluationsAndTheEndMoveNothing() throws CoreException, IOException {
        stopAtTheFirstFault();
        RealmState moment = DebugSession.get(debug.session().openMoment("0.0"));
        DebugSession.get(debug.session().evaluations().value("moment", debug.frame(), "watch"));
        debug.await(
                each -> each.getSource() instanceof RealmThread thread
                        && thread.target() == moment.target()
                        && thread.pe() == 1,
                "moment");
        assertEquals(List.of("moment: CREATE", "moment's PE 0: CREATE", "moment's PE 1: CREATE"), news());
        DebugSession.get(debug.session().closeMoment(moment));
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == moment.target(), "close");
        assertEquals(List.of("moment's PE 0: TERMINATE", "moment's PE 1: TERMINATE", "moment: TERMINATE"), news());

        debug.target().terminate();
        debug.target().terminate();
        debug.process().terminate();
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == debug.process(), "end");
        assertEquals(List.of("PE 0: TERMINATE", "PE 1: TERMINATE", "target: TERMINATE", "process: TERMINATE"), news());
    }

    /** The frames of before are of the past, so that the Debug view leaves them. */
    @Test
    void framesOutliveStepsOnly() throws CoreException, IOException {
        stopAtTheFirstFault();
        RealmFrame called = debug.frame();
        debug.thread().stepBack();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertFalse(called.isSuspended(), "it is not called yet");
        RealmFrame caller = debug.frame();
        assertTrue(caller.isSuspended());
        debug.target().reverseContinue();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertFalse(caller.isSuspended());
        assertEquals(0, caller.getVariables().length);
        assertTrue(debug.frame().isSuspended());
    }

    @Test
    void runHasTheEventsOfItsProcessOnly() throws CoreException, IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .start(ILaunchManager.RUN_MODE);
        debug.await(each -> each.getKind() == DebugEvent.TERMINATE, "end");
        assertEquals(List.of("process: CREATE", "process: TERMINATE"), news());
    }
}
