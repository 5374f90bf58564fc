package org.realmscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.lang.ScenarioError;
import org.realmscope.scenario.lang.ScenarioReader;
import org.realmscope.scenario.lang.ScenarioReading;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.report.CsvReport;
import org.realmscope.scenario.report.FtraceReport;
import org.realmscope.scenario.report.JsonReport;
import org.realmscope.scenario.report.JunitReport;
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

    /** Writes the report of a run in some format. */
    @FunctionalInterface
    private interface Report {
        void write(ScenarioResult result, Writer to) throws IOException;
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
        ScenarioReader reader = new ScenarioReader();
        try (Interruption interruption = Interruption.watch()) {
            List<Scenario> scenarios =
                    files.stream().map(file -> read(reader, file)).toList();
            for (int i = 0; i < scenarios.size() && !interruption.isRequested(); i++) {
                if (i > 0) {
                    out.println();
                }
                exitCode = Math.max(exitCode, run(scenarios.get(i), seed, scenarios.size() > 1, interruption));
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

    private Scenario read(ScenarioReader reader, Path file) {
        return switch (reader.read(file)) {
            case ScenarioReading.Done done -> {
                for (ScenarioError warning : done.warnings()) {
                    err.printf("%s: warning: %s [%s]%n", warning.position(), warning.message(), warning.code());
                }
                yield done.scenario();
            }
            case ScenarioReading.Refused(var errors) ->
                throw new UserError(
                        UserError.Code.SCENARIO_INVALID,
                        String.join(
                                System.lineSeparator(),
                                errors.stream().map(Object::toString).toList()));
        };
    }

    private int run(Scenario scenario, @Nullable Long seed, boolean isOneOfMany, Interruption interruption) {
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
        write(TextReport::write, result, out);
        writeTo(options.json, "json", JsonReport::write, result, isOneOfMany);
        writeTo(options.csv, "csv", CsvReport::write, result, isOneOfMany);
        writeTo(options.junit, "xml", (of, to) -> JunitReport.write(List.of(of), to), result, isOneOfMany);
        writeTo(options.ftrace, "txt", FtraceReport::write, result, isOneOfMany);
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

    private void writeTo(
            @Nullable Path target, String extension, Report report, ScenarioResult result, boolean isOneOfMany) {
        if (target == null) {
            return;
        }
        Path file = isOneOfMany ? target.resolve(stem(result) + "." + extension) : target;
        try {
            if (isOneOfMany) {
                Files.createDirectories(target);
            }
            try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                report.write(result, writer);
            }
        } catch (IOException e) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE,
                    file + " cannot be written" + (isOneOfMany ? "; of several scenarios OUT is a directory" : ""));
        }
    }

    private static String stem(ScenarioResult result) {
        String name = String.valueOf(Path.of(result.scenario().file()).getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void write(Report report, ScenarioResult result, PrintWriter to) {
        try {
            report.write(result, to);
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
