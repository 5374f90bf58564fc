package org.realmscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.bench.BenchReport;
import org.realmscope.bench.Host;
import org.realmscope.bench.debug.DebugBenchmark;
import org.realmscope.bench.faults.FaultsBenchmark;
import org.realmscope.bench.pe.PeBenchmark;
import org.realmscope.bench.pe.Workload;
import org.realmscope.bench.rmm.RmmBenchmark;
import org.realmscope.platform.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope bench NAME [--json OUT]}: measures one part and prints a table of its figures. */
@Command(
        name = "bench",
        description = "Measures NAME and prints a table of its figures.",
        footer = {
            "",
            "Benchmarks:",
            "  pe  speed of the simulated processor in million instructions a second (wall and",
            "      processor time): medians of rounds that alternate with qemu-system-aarch64",
            "      where that is installed",
            "  rmm pairs of RMI commands of the built-in RMM a second, by JMH, and the heap that",
            "      a Realm of a million pages takes",
            "  faults",
            "      stage 2 faults of a realm a second, through the guest, the built-in RMM and the",
            "      KVM fault code of the host image, with what a fault costs: RMI calls, host",
            "      instructions, memory",
            "  debug",
            "      what a user of the debugger waits for: launch, line step, step back, reverse",
            "      continue; and what recording the history costs"
        })
final class BenchCommand implements Callable<Integer> {
    private static final String PE = "pe";
    private static final String RMM = "rmm";
    private static final String FAULTS = "faults";
    private static final String DEBUG = "debug";
    private static final List<String> NAMES = List.of(PE, RMM, FAULTS, DEBUG);
    private static final Path SAMPLE = Path.of("samples", "runtime-faulting.rme");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "What to measure.")
    private String name = "";

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the figures to OUT as one flat object.")
    private @Nullable Path json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured rounds, after some to warm up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "" + FaultsBenchmark.DEFAULT_FAULTS,
            description = "Protected faults of benchmark faults (default: ${DEFAULT-VALUE}).")
    private long faults;

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > 1000) {
            throw new UserError(UserError.Code.USAGE, "--rounds " + rounds + " is outside 1..1000");
        }
        if (faults < FaultsBenchmark.MIN_FAULTS || faults > FaultsBenchmark.MAX_FAULTS) {
            throw new UserError(
                    UserError.Code.USAGE,
                    "--faults %d is outside %d..%d"
                            .formatted(faults, FaultsBenchmark.MIN_FAULTS, FaultsBenchmark.MAX_FAULTS));
        }
        if (!NAMES.contains(name)) {
            throw new UserError(
                    UserError.Code.USAGE,
                    "no benchmark is called '" + name + "'; there are: " + String.join(", ", NAMES));
        }
        Path out = json;
        if (out != null) {
            checkWritable(out);
        }
        PrintWriter writer = spec.commandLine().getOut();
        BenchReport report = measure(writer);
        writer.print(report.table());
        writer.flush();
        if (out != null) {
            write(report, out);
        }
        return 0;
    }

    private BenchReport measure(PrintWriter writer) {
        writer.println(Host.description());
        return switch (name) {
            case PE -> PeBenchmark.ofThisHost(rounds, writer::println).measure(Workload.all());
            case RMM -> new RmmBenchmark(rounds).measure();
            case DEBUG -> measureDebug();
            default -> measureFaults();
        };
    }

    private BenchReport measureDebug() {
        try {
            return new DebugBenchmark(SAMPLE, rounds, DebugBenchmark.INSTRUCTIONS, DebugBenchmark.FAULTS).measure();
        } catch (IOException e) {
            throw new UncheckedIOException("the debug adapter cannot be measured", e);
        }
    }

    private BenchReport measureFaults() {
        try {
            return new FaultsBenchmark(faults, rounds).measure();
        } catch (OutOfMemoryError e) {
            throw new UserError(
                    UserError.Code.USAGE,
                    ("--faults %d: the JVM's heap of %d MiB is too small for the pages; give it more"
                                    + " (JAVA_TOOL_OPTIONS=-Xmx8g), or take fewer")
                            .formatted(faults, Runtime.getRuntime().maxMemory() >>> 20));
        }
    }

    /** Says so now rather than after minutes of measuring. */
    private static void checkWritable(Path out) {
        Path directory = out.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(directory)) {
            throw new UserError(UserError.Code.USAGE, "--json " + out + ": its directory does not exist");
        }
        if (Files.isDirectory(out) || !Files.isWritable(Files.exists(out) ? out : directory)) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE,
                    "--json " + out + " cannot be written: it is a directory, or there is no permission");
        }
    }

    private static void write(BenchReport report, Path out) {
        try {
            report.writeJson(out);
        } catch (IOException e) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE, "--json " + out + " cannot be written: " + e.getMessage());
        }
    }
}
