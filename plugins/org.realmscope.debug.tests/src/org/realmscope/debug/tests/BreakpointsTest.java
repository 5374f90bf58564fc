package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.Verification;
import org.realmscope.debug.core.launch.LaunchAttribute;

class BreakpointsTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private static IBreakpointManager manager() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    private void stopAtEntry() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
    }

    private static Verification verification(RealmBreakpoint breakpoint) {
        return Objects.requireNonNull(breakpoint.verification());
    }

    @Test
    void adapterSaysWhatItCannotSet() throws CoreException, IOException {
        CallBreakpoint wrong = CallBreakpoint.at("RMI_NOTHING", Map.of());
        CallBreakpoint right = CallBreakpoint.at("RMI_REC_ENTER", Map.of());
        assertNull(wrong.verification());
        stopAtEntry();
        assertFalse(verification(wrong).isVerified());
        assertTrue(
                verification(wrong).message().contains("RMI_NOTHING"),
                verification(wrong).message());
        assertTrue(verification(right).isVerified());

        debug.target().terminate();
        debug.until(() -> right.verification() == null, "end of what the adapter said");
    }

    @Test
    void changesWhileTheMachineStandsReachTheAdapter() throws CoreException, IOException {
        CallBreakpoint disabled = CallBreakpoint.at("RMI_*", Map.of());
        disabled.setEnabled(false);
        stopAtEntry();
        CallBreakpoint added = CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of(CallBreakpoint.OUTCOME, true));
        debug.until(() -> added.verification() != null, "answer of the adapter");
        assertNull(disabled.verification());

        debug.target().resume();
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(added, debug.thread().getBreakpoints()[0]);
        String reason = debug.target().stopDescription();
        assertTrue(reason.contains("RMI_DATA_CREATE_UNKNOWN"), reason);

        added.delete();
        debug.target().resume();
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
    }

    @Test
    void conditionAndHitsAreTheAdapters() throws CoreException, IOException {
        CallBreakpoint third = CallBreakpoint.at("RMI_RTT_CREATE", Map.of(RealmBreakpoint.HIT_CONDITION, "2"));
        CallBreakpoint never = CallBreakpoint.at("RMI_REC_ENTER", Map.of(RealmBreakpoint.CONDITION, "$x0 == 0"));
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.BREAKPOINT);
        assertEquals(third, debug.thread().getBreakpoints()[0]);
        assertTrue(verification(never).isVerified(), verification(never)::message);
    }

    @Test
    void logMessageIsWrittenInsteadOfStopping() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of(RealmBreakpoint.LOG_MESSAGE, "made at {moment}"));
        debug.debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        String console = debug.process().getOutputStreamMonitor().getContents();
        assertTrue(console.contains("made at "), console);
    }

    @Test
    void skippingAllBreakpointsSkipsThem() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        manager().setEnabled(false);
        try {
            debug.debug("faulting.rme");
            debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        } finally {
            manager().setEnabled(true);
        }
    }

    /** As after a restart: the breakpoint is made of its marker. */
    @Test
    void breakpointIsMadeOfItsMarker() throws CoreException {
        CallBreakpoint made = CallBreakpoint.at(
                "RMI_RTT_CREATE",
                Map.of(
                        CallBreakpoint.STATUS,
                        4,
                        CallBreakpoint.REALM,
                        "realm0",
                        RealmBreakpoint.CONDITION,
                        "index == 2"));
        IMarker marker = made.getMarker();
        Map<String, Object> attributes = marker.getAttributes();
        manager().removeBreakpoint(made, true);

        IMarker again = ResourcesPlugin.getWorkspace().getRoot().createMarker(CallBreakpoint.MARKER, attributes);
        assertTrue(again.isSubtypeOf(IBreakpoint.BREAKPOINT_MARKER));
        CallBreakpoint loaded = new CallBreakpoint();
        loaded.setMarker(again);
        manager().addBreakpoint(loaded);
        CallBreakpoint found = assertInstanceOf(CallBreakpoint.class, manager().getBreakpoint(again));
        assertEquals("RMI_RTT_CREATE", found.function());
        assertEquals(4, found.number(CallBreakpoint.STATUS));
        assertEquals("realm0", found.text(CallBreakpoint.REALM));
        assertEquals("index == 2", found.condition());
        assertEquals("RMI_RTT_CREATE with status 4 of realm0", again.getAttribute(IMarker.MESSAGE, ""));
    }
}
