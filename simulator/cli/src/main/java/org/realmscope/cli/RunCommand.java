package org.realmscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.choices.RmmChoices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realmscope run FILE}: runs an ELF file on the simulated machine and prints what crossed the worlds. */
@Command(
        name = "run",
        description = "Runs FILE at NS-EL2 of the simulated machine, with an RMM at R-EL2, until it ends.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "the program's own:it ended with semihosting SYS_EXIT; 0 also after PSCI SYSTEM_OFF",
            "2:FILE or an option cannot be used",
            "3:the instruction limit was reached",
            "4:no PE can ever run again",
            "5:an instruction is not implemented"
        })
final class RunCommand implements Callable<Integer> {
    private static final int EXIT_LIMIT = 3;
    private static final int EXIT_DEADLOCK = 4;
    private static final int EXIT_NOT_IMPLEMENTED = 5;
    private static final int EXIT_CODE_BITS = 0xff;

    @Parameters(paramLabel = "FILE", description = "An ELF file for AArch64.")
    private Path file = Path.of("");

    @Option(names = "--pes", paramLabel = "N", description = "Number of PEs, 1 to 8 (default: 1).")
    private int pes = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the schedule and of RNDR (default: 1).")
    private long seed = MachineConfiguration.DEFAULT.seed();

    @Option(names = "--limit", paramLabel = "N", description = "Stop after N instructions (default: never).")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "DRAM from 0x40000000 on, for example 512M or 2G (default: 2G).")
    private String memory = "2G";

    @Option(
            names = "--rmm",
            paramLabel = "RMM",
            description = "The built-in RMM in the profile specification (default) or tf-rmm-rel0, the stub RMM"
                    + " (stub), or the file of an RMM image.")
    private String rmm = RmmChoices.SPECIFICATION.profile();

    @Option(names = "--events", description = "Print every exception, call and world switch.")
    private boolean events;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (limit <= 0) {
            throw new UserError(UserError.Code.USAGE, "--limit " + limit + ": a positive number is expected");
        }
        MachineConfiguration configuration = MachineConfiguration.DEFAULT
                .withPes(pes)
                .withSeed(seed)
                .withDramSize(MemorySize.parse("--memory", memory))
                .withFirmware(RmmOption.firmware(rmm))
                .withCheckpoints(CheckpointPolicy.NEVER);
        Machine machine = new Machine(configuration, List.of(ElfImage.read(file)));
        PrintWriter out = spec.commandLine().getOut();
        RunTranscript transcript = new RunTranscript(out, events);
        machine.setObserver(transcript);
        StopReason reason = machine.run(new Moment(limit, 0));
        transcript.end();
        if (events) {
            out.println(machine.now().instructions() + " instructions");
        }
        return report(machine, reason);
    }

    private int report(Machine machine, StopReason reason) {
        PrintWriter err = spec.commandLine().getErr();
        return switch (reason) {
            case StopReason.Halted halted -> halted.exitCode() & EXIT_CODE_BITS;
            case StopReason.PoweredOff off -> 0;
            case StopReason.LimitReached reached -> {
                err.println("realmscope: the limit of " + limit + " instructions is reached");
                for (int i = 0; i < pes; i++) {
                    err.println("  " + machine.describe(i));
                }
                yield EXIT_LIMIT;
            }
            case StopReason.Deadlock deadlock -> {
                err.println("realmscope: nothing can ever happen again");
                deadlock.waits().forEach(wait -> err.println("  " + wait));
                yield EXIT_DEADLOCK;
            }
            case StopReason.NotImplemented stopped -> {
                err.println("realmscope: PE " + stopped.pe() + ": " + stopped.what());
                yield EXIT_NOT_IMPLEMENTED;
            }
            case StopReason.StepCompleted(int pe) -> throw unexpected(reason);
            case StopReason.EventReached reached -> throw unexpected(reason);
            case StopReason.BreakpointHit hit -> throw unexpected(reason);
            case StopReason.WatchpointHit hit -> throw unexpected(reason);
            case StopReason.NativeWatchpointHit hit -> throw unexpected(reason);
            case StopReason.Paused paused -> throw unexpected(reason);
        };
    }

    private static IllegalStateException unexpected(StopReason reason) {
        return new IllegalStateException("nobody asked for " + reason);
    }
}
