package org.realmscope.debug.ui.tests;

import java.util.Map;
import org.eclipse.debug.ui.DebugUITools;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.RealmFrame;

/** The Debug view goes to the thread for which the machine has stopped. */
class StopSelectionTest extends SessionFixture {
    @Test
    void threadThatStopsIsSelectedWhereverTheMachineStoodBefore() throws Exception {
        CallBreakpoint.at("RMI_REALM_ACTIVATE", Map.of());
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrameOf(0);
        target().resume();
        awaitFrameOf(1);
        target().reverseContinue();
        awaitFrameOf(0);
    }

    private void awaitFrameOf(int pe) {
        Screen.until(
                () -> DebugUITools.getDebugContext() instanceof RealmFrame frame
                        && frame.thread().pe() == pe,
                () -> "no frame of PE %d is selected, but %s".formatted(pe, DebugUITools.getDebugContext()));
    }
}
