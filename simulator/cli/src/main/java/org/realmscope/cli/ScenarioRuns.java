package org.realmscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.lang.ScenarioError;
import org.realmscope.scenario.lang.ScenarioReader;
import org.realmscope.scenario.lang.ScenarioReading;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.report.TextReport;
import org.realmscope.scenario.run.RunEnd;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.ScenarioRun;
import org.realmscope.scenario.run.Schedules;

/** Runs scenarios and reports them. */
final class ScenarioRuns {
    private static final int EXIT_NOT_MET = 1;
    private static final int TRACE_EVENTS = 4_000_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final RunCommand.ScenarioOptions options;
    private final boolean events;

    ScenarioRuns(PrintWriter out, PrintWriter err, RunCommand.ScenarioOptions options, boolean events) {
        this.out = out;
        this.err = err;
        this.options = options;
        this.events = events;
    }

    /**
     * @param seed in place of the scenarios' own; null for those
     * @return exit code
     */
    int run(List<Path> files, @Nullable Long seed) {
        Integer schedules = options.schedules;
        if (schedules != null && schedules < 1) {
            throw new UserError(UserError.Code.USAGE, "--schedules " + schedules + ": a positive number is expected");
        }
        int exitCode = 0;
        ReportFiles reports = new ReportFiles(options, files.size() > 1);
        reports.check(files, schedules != null);
        try (Interruption interruption = Interruption.watch()) {
            List<Scenario> scenarios = read(files);
            for (int i = 0; i < scenarios.size() && !interruption.isRequested(); i++) {
                if (i > 0) {
                    out.println();
                }
                exitCode = Math.max(exitCode, run(scenarios.get(i), seed, reports, interruption));
                out.flush();
            }
        } catch (OutOfMemoryError e) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    ("the memory of the JVM is exhausted (%d MiB): give it more with JAVA_TOOL_OPTIONS=-Xmx8g,"
                                    + " or let the scenario have fewer realms, smaller ranges,"
                                    + " or less 'platform { dram }'")
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
        return exitCode;
    }

    /** Reads all files before it refuses any: each one's mistakes are told. */
    private List<Scenario> read(List<Path> files) {
        ScenarioReader reader = new ScenarioReader();
        List<Scenario> scenarios = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Path file : files) {
            switch (reader.read(file)) {
                case ScenarioReading.Done done -> {
                    for (ScenarioError warning : done.warnings()) {
                        err.printf("%s: warning: %s [%s]%n", warning.position(), warning.message(), warning.code());
                    }
                    scenarios.add(done.scenario());
                }
                case ScenarioReading.Refused refused -> refused.errors().forEach(error -> errors.add(error.toString()));
            }
        }
        if (!errors.isEmpty()) {
            throw new UserError(UserError.Code.SCENARIO_INVALID, String.join(System.lineSeparator(), errors));
        }
        return scenarios;
    }

    private int run(Scenario scenario, @Nullable Long seed, ReportFiles reports, Interruption interruption) {
        ScenarioRun.Options how = ScenarioRun.Options.of(scenario);
        if (seed != null) {
            how = how.withSeed(seed);
        }
        if (options.ftrace != null) {
            how = how.withHistory(HistoryLimits.DEFAULT.withTraceEvents(TRACE_EVENTS));
        }
        Integer schedules = options.schedules;
        if (schedules != null) {
            return explore(scenario, how, schedules, interruption) ? 0 : EXIT_NOT_MET;
        }
        ScenarioRun run = ScenarioRun.of(scenario, how);
        ScenarioResult result = execute(run, interruption);
        print(result);
        reports.write(result);
        if (result.end() == RunEnd.OUT_OF_MEMORY) {
            Position written = scenario.platform().dramPosition();
            Position where = written == null ? new Position(scenario.file(), 1, 1) : written;
            err.println(where + ": " + result.endText() + " [OUT_OF_MEMORY]");
            return Realmscope.EXIT_USER_ERROR;
        }
        return result.isMet() ? 0 : EXIT_NOT_MET;
    }

    private ScenarioResult execute(ScenarioRun run, Interruption interruption) {
        interruption.stops(run.machine().pause());
        RunTranscript transcript = new RunTranscript(out, events);
        if (events) {
            run.machine().setObserver(transcript);
        }
        ProgressLine progress = new ProgressLine(err, run);
        ScenarioResult result = run.run(progress, ProgressLine.INTERVAL);
        transcript.end();
        return result;
    }

    private void print(ScenarioResult result) {
        try {
            TextReport.write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- schedules

    private boolean explore(Scenario scenario, ScenarioRun.Options how, int count, Interruption interruption) {
        Schedules schedules = Schedules.explore(scenario, how, count, number -> {}, new Schedules.Runner() {
            @Override
            public ScenarioResult run(ScenarioRun run) {
                return execute(run, interruption);
            }

            @Override
            public boolean isStopped() {
                return interruption.isRequested();
            }
        });
        ScheduleText.write(scenario, schedules, out);
        return schedules.isMet();
    }
}
