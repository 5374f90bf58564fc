package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.launch.LaunchAttribute;

class RunTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    @Test
    void runGoesToItsEndWhateverTheBreakpoints() throws CoreException, IOException {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .start(ILaunchManager.RUN_MODE);

        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == debug.process(), "end");

        assertEquals(0, debug.launch().getDebugTargets().length);
        assertEquals(0, debug.process().getExitValue());
        String console = debug.process().getOutputStreamMonitor().getContents();
        assertTrue(console.contains("Runtime faulting"), console);
    }
}
