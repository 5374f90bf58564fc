package org.realmscope.ide.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.server.ClassArchives;

/**
 * How long a launch takes in a workbench that runs, to the first RMI breakpoint and to its frame in the Debug view.
 * Prints a line {@code NAME VALUE} for each figure, in milliseconds, and whether servers have the archive of their
 * classes, which an installation has since soon after it was first used.
 */
record LaunchBenchmark(Path scenario) implements Task {
    private static final int LAUNCHES = 7;

    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException, IOException {
        desktop.openPerspective();
        desktop.awaitJobs();
        CallBreakpoint.at(InstallationCheck.CALL, Map.of());
        long[] stopped = new long[LAUNCHES];
        long[] shown = new long[LAUNCHES];
        for (int i = 0; i < LAUNCHES; i++) {
            try (ScenarioRun run = ScenarioRun.start(desktop, scenario)) {
                run.awaitStop();
                stopped[i] = run.stopNanos();
                shown[i] = run.awaitShown();
            }
        }
        boolean hasArchive =
                ClassArchives.ofInstallation().orElseThrow().current().isPresent();
        out.println(hasArchive ? "with archive" : "without archive");
        print(out, "stopped", stopped);
        print(out, "shown", shown);
    }

    private static void print(PrintStream out, String name, long[] nanos) {
        out.println(name + "-first " + nanos[0] / 1_000_000);
        Arrays.sort(nanos);
        out.println(name + "-median " + nanos[LAUNCHES / 2] / 1_000_000);
        out.println(name + "-worst " + nanos[LAUNCHES - 1] / 1_000_000);
    }
}
