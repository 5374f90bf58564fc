package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.state.RealmState;

/** Two machines at once. */
class SeveralSessionsTest {
    @RegisterExtension
    final DebugSession first = new DebugSession();

    @RegisterExtension
    final DebugSession second = new DebugSession();

    @Test
    void eachGoesItsOwnWayAndBreakpointsAreThoseOfBoth() throws CoreException, IOException {
        CallBreakpoint call = CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        first.debug("faulting.rme");
        second.debug("faulting.rme");
        first.awaitSuspend(DebugEvent.BREAKPOINT);
        second.awaitSuspend(DebugEvent.BREAKPOINT);
        assertNotEquals(first.adapter().pid(), second.adapter().pid());
        assertNotSame(
                Adapters.adapt(first.frame(), RealmState.class), Adapters.adapt(second.frame(), RealmState.class));

        String stood = second.session().live().moment();
        first.thread().stepOver();
        first.awaitSuspend(DebugEvent.STEP_END);
        assertNotEquals(stood, first.session().live().moment());
        assertEquals(stood, second.session().live().moment());

        first.target().terminate();
        first.until(first.launch()::isTerminated, "end of the first");
        assertFalse(second.target().isTerminated());
        assertTrue(Objects.requireNonNull(call.verification()).isVerified());
        call.delete();
        second.target().resume();
        second.awaitSuspend(DebugEvent.UNSPECIFIED);
        assertEquals("", first.told() + second.told());
    }
}
