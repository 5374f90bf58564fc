package org.realmscope.ide.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.server.ClassArchives;

/**
 * How long the very first launch of an installation takes in a workbench that runs, to the first RMI breakpoint:
 * servers have no archive of their classes yet. It is made afterwards. Prints lines as {@link LaunchBenchmark}.
 */
record NewInstallationBenchmark(Path scenario) implements Task {
    @Override
    public void run(Desktop desktop, PrintStream out) throws CoreException, IOException {
        ClassArchives archives = ClassArchives.ofInstallation().orElseThrow();
        desktop.openPerspective();
        desktop.awaitJobs();
        CallBreakpoint.at(InstallationCheck.CALL, Map.of());
        archives.makeWay();
        await(archives.job());
        // On a slow machine it is there already, since the perspective was opened.
        Optional<Path> early = archives.current();
        if (early.isPresent()) {
            Files.delete(early.get());
        }
        try (ScenarioRun run = ScenarioRun.start(desktop, scenario)) {
            run.awaitStop();
            out.println("stopped-new " + run.stopNanos() / 1_000_000);
            out.println("shown-new " + run.awaitShown() / 1_000_000);
        }
        archives.make();
        desktop.until(() -> isThere(archives));
    }

    private static void await(Job job) throws CoreException {
        try {
            job.join();
        } catch (InterruptedException e) {
            throw new CoreException(Status.error("interrupted", e));
        }
    }

    private static boolean isThere(ClassArchives archives) {
        try {
            return archives.current().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
