package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.protocol.MomentArguments;

class StopsTest {
    private static final String CALL = "RMI_DATA_CREATE_UNKNOWN";

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    @Test
    void callBreakpointStopsWithItsThreadFramesAndRegisters() throws CoreException, IOException {
        CallBreakpoint breakpoint = CallBreakpoint.at(CALL, Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        RealmThread thread = debug.thread();

        assertArrayEquals(new IBreakpoint[] {breakpoint}, thread.getBreakpoints());
        assertTrue(thread.getName().startsWith("PE 1: realm0.vcpu0 ["), thread.getName());
        assertTrue(thread.isSuspended());
        IStackFrame top = debug.frame();
        assertSame(top, thread.getStackFrames()[0]);
        IRegisterGroup general = top.getRegisterGroups()[0];
        assertEquals("0x00000000c4000154", register(general, "X0").getValue().getValueString());
    }

    private static IRegister register(IRegisterGroup group, String name) throws CoreException {
        return Arrays.stream(group.getRegisters())
                .filter(each -> name.equals(nameOf(each)))
                .findFirst()
                .orElseThrow();
    }

    private static String nameOf(IRegister register) {
        try {
            return register.getName();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyKindOfBreakpointStops() throws CoreException, IOException {
        FaultBreakpoint fault = FaultBreakpoint.with(Map.of(FaultBreakpoint.HALF, "unprotected"));
        WatchBreakpoint watch = WatchBreakpoint.of("rtt realm0 0x200000 0x201000", false, true);
        HazardBreakpoint.at("noForwardProgress");
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertArrayEquals(new IBreakpoint[] {watch}, debug.thread().getBreakpoints());
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        while (debug.thread().getBreakpoints()[0] == watch) {
            debug.target().resume();
            debug.awaitSuspend(DebugEvent.BREAKPOINT);
        }
        assertArrayEquals(new IBreakpoint[] {fault}, debug.thread().getBreakpoints());
    }

    @Test
    void lineOfAScenarioOutsideTheWorkspaceStops() throws CoreException, IOException {
        String file = debug.copy("faulting.rme").toString();
        SourceLineBreakpoint breakpoint = SourceLineBreakpoint.outside(file, 13);
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertArrayEquals(new IBreakpoint[] {breakpoint}, debug.thread().getBreakpoints());
        assertEquals(13, debug.frame().getLineNumber());
    }

    @Test
    void stepsForwardsAndBackEndWithStepEnd() throws CoreException, IOException {
        CallBreakpoint.at(CALL, Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        RealmThread thread = debug.thread();
        debug.target().setInstructionStepping(true);
        String before = instructions();

        thread.stepOver();
        assertEquals(
                DebugEvent.STEP_OVER,
                debug.await(each -> each.getKind() == DebugEvent.RESUME, "resumption")
                        .getDetail());
        assertSame(thread, debug.awaitSuspend(DebugEvent.STEP_END).getSource());
        assertFalse(thread.isStepping());
        assertNotEquals(before, instructions());

        assertTrue(thread.canStepBack());
        thread.stepBack();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertEquals(before, instructions());
    }

    /** How many instructions were executed. */
    private String instructions() {
        return debug.session().live().moment().split("\\.")[0];
    }

    @Test
    void runsBackwardsToTheBreakpointBefore() throws CoreException, IOException {
        CallBreakpoint.at("RMI_*", Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        String first = debug.session().live().moment();
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertNotEquals(first, debug.session().live().moment());

        debug.target().reverseContinue();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(first, debug.session().live().moment());
    }

    @Test
    void entryAndEndAreStopsWithoutAReasonOfThePlatform() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        assertEquals("0.0", debug.session().live().moment());
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        assertTrue(debug.target().stopDescription().startsWith("The run has ended"));
    }

    @Test
    void pausedRunIsSuspendedByItsClient() throws CoreException, IOException {
        debug.debug("endless.rme");
        assertTrue(debug.target().canSuspend());
        debug.target().suspend();
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        assertTrue(debug.target().isSuspended());
        assertFalse(debug.target().canSuspend());
    }

    @Test
    void momentIsASuspendedTargetThatCannotMove() throws CoreException, IOException {
        FaultBreakpoint.with(Map.of());
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        RealmState live = debug.session().live();

        RealmState moment = DebugSession.get(debug.session().openFault(1));

        assertEquals(2, debug.launch().getDebugTargets().length);
        assertFalse(moment.isLive());
        assertTrue(moment.target().isSuspended());
        assertFalse(moment.target().canResume());
        IStackFrame frame = moment.target().getThreads()[1].getStackFrames()[0];
        assertSame(moment, Adapters.adapt(frame, RealmState.class));
        assertSame(live, Adapters.adapt(debug.frame(), RealmState.class));
        assertSame(live, Adapters.adapt(debug.launch(), RealmState.class));
        assertEquals(
                moment.moment(),
                DebugSession.get(moment.server().machine(new MomentArguments(moment.momentId())))
                        .moment());
        assertSame(moment, DebugSession.get(debug.session().openFault(1)));
        MemoryByte[] page = ((MachineTarget) moment.target())
                .getExtendedMemoryBlock("ipa(realm0):0x200000", null)
                .getBytesFromOffset(BigInteger.ZERO, 8);
        assertFalse(page[0].isReadable(), "not mapped yet");
        assertFalse(frame.getRegisterGroups()[0].getRegisters()[0].supportsValueModification());

        moment.target().terminate();
        debug.until(moment::hasEnded, "end of the moment");
        assertEquals(1, debug.launch().getDebugTargets().length);
        assertEquals("", debug.told());
    }
}
