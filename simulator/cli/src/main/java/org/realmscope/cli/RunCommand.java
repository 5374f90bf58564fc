package org.realmscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.choices.RmmChoices;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope run FILE...}: runs scenarios and says what they showed, or runs one ELF file. */
@Command(
        name = "run",
        sortOptions = false,
        description =
                "Runs each scenario FILE (*.rme) and prints what happened: stage 2 faults, RMI calls, what the host"
                        + " complained of, the tables at the end, and which expectations are met. Any other FILE"
                        + " is an ELF file that runs at NS-EL2 of the simulated machine, with an RMM at R-EL2,"
                        + " until it ends.",
        exitCodeListHeading = "Exit codes of scenarios:%n",
        exitCodeList = {
            "0:every scenario came to its end, and all expectations are met",
            "1:an expectation is not met, or a scenario did not come to its end",
            "2:a FILE or an option cannot be used, or the machine of a scenario has too little memory for it"
        },
        footer = {
            "Exit codes of an ELF file:",
            "  its own  it ended with semihosting SYS_EXIT; 0 also after PSCI SYSTEM_OFF",
            "  2        FILE or an option cannot be used",
            "  3        the instruction limit was reached",
            "  4        no PE can ever run again",
            "  5        an instruction is not implemented"
        })
final class RunCommand implements Callable<Integer> {
    private static final String SCENARIO = ".rme";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenarios, or one ELF file for AArch64.")
    private List<Path> files = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the schedule and of RNDR (default: what the scenario says, 1 for an ELF file).")
    private @Nullable Long seed;

    @Option(names = "--events", description = "Print every exception, call and world switch.")
    private boolean events;

    @ArgGroup(validate = false, heading = "Options for scenarios:%n")
    private ScenarioOptions scenario = new ScenarioOptions();

    @ArgGroup(validate = false, heading = "Options for an ELF file:%n")
    private ElfOptions elf = new ElfOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where the reports of scenarios go, and how often they are run. */
    static final class ScenarioOptions {
        @Option(
                names = "--json",
                paramLabel = "OUT",
                description = "Write everything as JSON; of several scenarios into the directory OUT.")
        @Nullable
        Path json;

        @Option(names = "--csv", paramLabel = "OUT", description = "Write the stage 2 faults as CSV.")
        @Nullable
        Path csv;

        @Option(names = "--junit", paramLabel = "OUT", description = "Write the expectations as JUnit XML.")
        @Nullable
        Path junit;

        @Option(names = "--ftrace", paramLabel = "OUT", description = "Write the host's trace as KVM's trace events.")
        @Nullable
        Path ftrace;

        @Option(
                names = "--schedules",
                paramLabel = "N",
                description = "Run N interleavings, and report those that differ or fail with their seeds.")
        @Nullable
        Integer schedules;
    }

    /** What machine an ELF file runs on. */
    static final class ElfOptions {
        @Option(names = "--pes", paramLabel = "N", description = "Number of PEs, 1 to 8 (default: 1).")
        @Nullable
        Integer pes;

        @Option(names = "--limit", paramLabel = "N", description = "Stop after N instructions (default: never).")
        @Nullable
        Long limit;

        @Option(
                names = "--memory",
                paramLabel = "SIZE",
                description = "DRAM from 0x40000000 on, for example 512M or 2G (default: 2G).")
        @Nullable
        String memory;

        @Option(
                names = "--rmm",
                paramLabel = "RMM",
                description = "The built-in RMM in the profile specification (default) or tf-rmm-rel0, the stub RMM"
                        + " (stub), or the file of an RMM image.")
        @Nullable
        String rmm;

        private MachineConfiguration configuration(@Nullable Long seed) {
            return MachineConfiguration.DEFAULT
                    .withPes(pes == null ? 1 : pes)
                    .withSeed(seed == null ? MachineConfiguration.DEFAULT.seed() : seed)
                    .withDramSize(MemorySize.parse("--memory", memory == null ? "2G" : memory))
                    .withFirmware(RmmOption.firmware(rmm == null ? RmmChoices.SPECIFICATION.profile() : rmm))
                    .withCheckpoints(CheckpointPolicy.NEVER);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        long scenarios = files.stream().filter(RunCommand::isScenario).count();
        if (scenarios == files.size()) {
            checkNotGiven("scenarios", "--pes", "--limit", "--memory", "--rmm");
            return new ScenarioRuns(out, err, scenario, events).run(files, seed);
        }
        if (files.size() > 1) {
            throw new UserError(
                    UserError.Code.USAGE,
                    "several scenarios (*.rme) can be run at once, or one ELF file: %s is %s"
                            .formatted(
                                    files.stream()
                                            .filter(file -> !isScenario(file))
                                            .findFirst()
                                            .orElseThrow(),
                                    scenarios > 0 ? "no scenario" : "not alone"));
        }
        checkNotGiven("an ELF file", "--json", "--csv", "--junit", "--ftrace", "--schedules");
        long limit = elf.limit == null ? Long.MAX_VALUE : elf.limit;
        if (limit <= 0) {
            throw new UserError(UserError.Code.USAGE, "--limit " + limit + ": a positive number is expected");
        }
        return new ElfRun(out, err, events).run(files.getFirst(), elf.configuration(seed), limit);
    }

    private static boolean isScenario(Path file) {
        return file.toString().endsWith(SCENARIO);
    }

    private void checkNotGiven(String what, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UserError(
                        UserError.Code.USAGE, option + " does not go with " + what + " (see ./realmscope run --help)");
            }
        }
    }
}
