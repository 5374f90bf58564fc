package org.realmscope.debug.tests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.launch.AdapterProcess;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** What sessions leave behind. */
class LeaksTest {
    private static final int ROUNDS = 5;

    @RegisterExtension
    final DebugSession debug = new DebugSession();

    /** Four sessions at once, each with an end of its own, and that five times. */
    @Test
    void twentySessionsLeaveNoProcessAndNoThread() throws CoreException, IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("endless.rme").toString());
        for (int i = 0; i < ROUNDS; i++) {
            debug.start(ILaunchManager.DEBUG_MODE);
            List<ILaunch> launches = new ArrayList<>(List.of(debug.launch()));
            for (int j = 1; j < 4; j++) {
                launches.add(debug.configuration().launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor()));
            }
            List<ProcessHandle> adapters = new ArrayList<>();
            for (ILaunch each : launches) {
                adapters.add(DebugSession.adapter((AdapterProcess) each.getProcesses()[0]));
            }
            launches.get(0).terminate();
            launches.get(1).getDebugTargets()[0].suspend();
            launches.get(1).getProcesses()[0].terminate();
            adapters.get(2).destroyForcibly();
            adapters.get(3).destroy();
            for (ILaunch each : launches) {
                debug.until(each::isTerminated, "end of the launch");
                DebugPlugin.getDefault().getLaunchManager().removeLaunch(each);
            }
            adapters.forEach(each -> DebugSession.get(each.onExit()));
        }
        debug.until(() -> ProcessHandle.current().descendants().findAny().isEmpty(), "end of all processes");
        debug.until(() -> sessionThreads().isEmpty(), "end of the sessions' threads");
    }

    private static Set<String> sessionThreads() {
        Set<String> names = new TreeSet<>();
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().startsWith("Realm")) {
                names.add(each.getName());
            }
        }
        return names;
    }
}
