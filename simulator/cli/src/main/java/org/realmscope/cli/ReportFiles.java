package org.realmscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.report.CsvReport;
import org.realmscope.scenario.report.FtraceReport;
import org.realmscope.scenario.report.JsonReport;
import org.realmscope.scenario.report.JunitReport;
import org.realmscope.scenario.run.ScenarioResult;

/** The files that reports of scenarios are written to: one for each format, or a directory if there are several. */
final class ReportFiles {
    private final List<Target> targets = new ArrayList<>();
    private final boolean ofSeveral;

    /** Writes the report of a run in some format. */
    @FunctionalInterface
    interface Report {
        void write(ScenarioResult result, Writer to) throws IOException;
    }

    private record Target(String option, Path out, String extension, Report report) {}

    /** @param ofSeveral whether several scenarios are run */
    ReportFiles(RunCommand.ScenarioOptions options, boolean ofSeveral) {
        this.ofSeveral = ofSeveral;
        add("--json", options.json, "json", JsonReport::write);
        add("--csv", options.csv, "csv", CsvReport::write);
        add("--junit", options.junit, "xml", (of, to) -> JunitReport.write(List.of(of), to));
        add("--ftrace", options.ftrace, "txt", FtraceReport::write);
    }

    private void add(String option, @Nullable Path out, String extension, Report report) {
        if (out != null) {
            targets.add(new Target(option, out, extension, report));
        }
    }

    /**
     * Finds out, before anything runs, what can be known to go wrong.
     *
     * @param schedules whether many interleavings are run, which have no reports
     * @throws UserError if a file could not be written, or would be written twice
     */
    void check(List<Path> scenarios, boolean schedules) {
        if (schedules && !targets.isEmpty()) {
            throw new UserError(
                    UserError.Code.USAGE,
                    targets.getFirst().option()
                            + " does not go with --schedules; run the scenario with --seed and a seed that is"
                            + " reported");
        }
        Map<Path, String> files = new HashMap<>();
        for (Target target : targets) {
            Path out = target.out();
            if (ofSeveral ? Files.isRegularFile(out) : Files.isDirectory(out)) {
                throw refused(out);
            }
            Path parent = out.toAbsolutePath().getParent();
            if (!ofSeveral && parent != null && !Files.isDirectory(parent)) {
                throw new UserError(
                        UserError.Code.FILE_UNREADABLE, out + " cannot be written: there is no directory " + parent);
            }
            for (Path scenario : scenarios) {
                String source = ofSeveral ? scenario.toString() : target.option();
                String other = files.put(file(target, scenario).toAbsolutePath().normalize(), source);
                if (other != null && !other.equals(source)) {
                    throw new UserError(
                            UserError.Code.USAGE,
                            "the reports of %s and %s would both be %s"
                                    .formatted(other, source, file(target, scenario)));
                }
            }
        }
    }

    void write(ScenarioResult result) {
        for (Target target : targets) {
            try {
                if (ofSeveral) {
                    Files.createDirectories(target.out());
                }
                Path file = file(target, Path.of(result.scenario().file()));
                try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                    target.report().write(result, writer);
                }
            } catch (IOException e) {
                throw refused(target.out());
            }
        }
    }

    private UserError refused(Path out) {
        return new UserError(
                UserError.Code.FILE_UNREADABLE,
                out + " cannot be written"
                        + (ofSeveral
                                ? "; of several scenarios OUT is a directory"
                                : Files.isDirectory(out) ? ": it is a directory" : ""));
    }

    private Path file(Target target, Path scenario) {
        String name = String.valueOf(scenario.getFileName());
        return ofSeveral
                ? target.out().resolve(name.substring(0, name.lastIndexOf('.')) + "." + target.extension())
                : target.out();
    }
}
