package org.realmscope.ide.driver;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.osgi.framework.Bundle;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;

/** Whether what is installed works: the perspective and its views open, and a session stops at an RMI breakpoint. */
record InstallationCheck(Path scenario) implements Task {
    /** An RMI command that the host's handling of a fault calls. */
    static final String CALL = "RMI_DATA_CREATE_UNKNOWN";

    // Of which people may have other versions than the feature brings along, or than its servers have.
    private static final List<String> LIBRARIES = List.of("org.eclipse.lsp4j", "org.eclipse.xtext.ide");

    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException {
        for (String library : LIBRARIES) {
            Bundle[] resolved = Platform.getBundles(library, null);
            for (Bundle version : resolved == null ? new Bundle[0] : resolved) {
                out.println("there is " + library + " " + version.getVersion());
            }
        }
        desktop.openPerspective();
        out.println("the perspective is open");
        for (String view : List.of("rtt", "ripas", "faults", "rmi", "granules", "compare")) {
            desktop.show("org.realmscope.ui." + view);
        }
        out.println("its views are open");
        CallBreakpoint.at(CALL, Map.of());
        try (ScenarioRun run = ScenarioRun.start(desktop, scenario)) {
            run.awaitStop();
            String description = run.target().stopDescription();
            out.println("stopped at " + description);
            if (!description.startsWith(CALL)) {
                throw new CoreException(Status.error("the session stopped elsewhere: " + description));
            }
            run.awaitShown();
            out.println("the Debug view shows the frame");
        }
        out.println("the session has ended");
    }
}
