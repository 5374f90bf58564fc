package org.realmscope.ide.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;

/**
 * Does the task that a property of the JVM names, writes a report of it, and closes the workbench. The report's last
 * line is {@code passed}, or begins with {@code failed}. Without the property nothing happens.
 */
public final class Driver implements IStartup {
    /**
     * Property with the task: {@code check}, {@code bench-new}, {@code bench}, {@code bench-views},
     * {@code bench-history} or {@code pictures}.
     */
    private static final String TASK = "realmscope.driver.task";

    /** Property with the path of the scenario to debug. */
    private static final String SCENARIO = "realmscope.driver.scenario";

    /** Property with the path of the report to write. */
    private static final String REPORT = "realmscope.driver.report";

    /** Property with the directory for pictures. */
    private static final String PICTURES = "realmscope.driver.pictures";

    @Override
    public void earlyStartup() {
        String task = System.getProperty(TASK);
        if (task != null) {
            start(task);
        }
    }

    private static void start(String name) {
        Job job = Job.create("Driving the workbench", (ICoreRunnable) monitor -> {
            try (PrintStream report = new PrintStream(property(REPORT), StandardCharsets.UTF_8)) {
                task(name).run(new Desktop(), report);
                report.println("passed");
            } catch (IOException e) {
                throw new CoreException(Status.error("a file cannot be written", e));
            }
        });
        job.setSystem(true);
        job.addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(@Nullable IJobChangeEvent event) {
                finish(Objects.requireNonNull(Objects.requireNonNull(event).getResult()));
            }
        });
        job.schedule();
    }

    private static Task task(String name) throws CoreException {
        Path scenario = Path.of(property(SCENARIO));
        return switch (name) {
            case "check" -> new InstallationCheck(scenario);
            case "bench-new" -> new NewInstallationBenchmark(scenario);
            case "bench" ->
                (desktop, report) -> {
                    new LaunchBenchmark(scenario).run(desktop, report);
                    new RebuildBenchmark(scenario).run(desktop, report);
                };
            case "bench-views" -> new RefreshBenchmark(scenario);
            case "bench-history" ->
                new HistoryBenchmark(Path.of(property(REPORT)).toAbsolutePath().getParent());
            case "pictures" -> new Pictures(scenario, Path.of(property(PICTURES)));
            default -> throw new CoreException(Status.error("there is no task '" + name + "'"));
        };
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), () -> "-D" + name + " is missing");
    }

    private static void finish(IStatus result) {
        if (!result.isOK()) {
            try (PrintStream report = new PrintStream(property(REPORT), StandardCharsets.UTF_8)) {
                Throwable cause = result.getException();
                if (cause != null) {
                    cause.printStackTrace(report);
                }
                report.println("failed: " + result.getMessage());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        PlatformUI.getWorkbench()
                .getDisplay()
                .asyncExec(() -> PlatformUI.getWorkbench().close());
    }
}
