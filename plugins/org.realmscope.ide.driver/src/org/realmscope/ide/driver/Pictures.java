package org.realmscope.ide.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.state.RealmState;

/** The pictures of the documentation, of a session with a scenario. */
record Pictures(Path scenario, Path directory) implements Task {
    // With the second fault; at the end of the run the realm is gone.
    private static final String LATER_CALL = "RMI_RTT_MAP_UNPROTECTED";

    // What fits into a page of documentation without being scaled beyond recognition.
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException, IOException {
        Files.createDirectories(directory);
        desktop.resize(WIDTH, HEIGHT);
        desktop.openPerspective();
        desktop.show("org.eclipse.debug.ui.DebugView");
        CallBreakpoint breakpoint = CallBreakpoint.at(InstallationCheck.CALL, Map.of());
        try (ScenarioRun run = ScenarioRun.start(desktop, scenario)) {
            run.awaitStop();
            run.awaitShown();
            picture(desktop, out, "stopped.png", "org.realmscope.ui.rtt", "org.realmscope.ui.rmi");
            breakpoint.setEnabled(false);
            CallBreakpoint.at(LATER_CALL, Map.of());
            desktop.settle(1000);
            run.resume();
            run.awaitShown();
            picture(desktop, out, "faults.png", "org.realmscope.ui.ripas", "org.realmscope.ui.faults");
            RealmState moment = Desktop.get(run.target().session().openFault(1), "state at the fault");
            out.println("moment: " + moment.label());
            picture(desktop, out, "moment.png", "org.realmscope.ui.rtt", "org.realmscope.ui.compare");
        }
    }

    private void picture(Desktop desktop, PrintStream out, String name, String... views) throws CoreException {
        // Views that come up by themselves, as consoles do, have done so by then.
        desktop.settle(2000);
        // It has the path of the scenario, which is another one on each machine.
        desktop.hide("org.eclipse.ui.console.ConsoleView");
        for (String view : views) {
            desktop.show(view);
        }
        desktop.picture(directory.resolve(name));
        out.println(name);
    }
}
