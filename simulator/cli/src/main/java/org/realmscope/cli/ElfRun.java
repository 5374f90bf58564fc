package org.realmscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.time.Moment;

/** Runs an ELF file at NS-EL2. */
final class ElfRun {
    private static final int EXIT_LIMIT = 3;
    private static final int EXIT_DEADLOCK = 4;
    private static final int EXIT_NOT_IMPLEMENTED = 5;
    private static final int EXIT_CODE_BITS = 0xff;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean events;

    ElfRun(PrintWriter out, PrintWriter err, boolean events) {
        this.out = out;
        this.err = err;
        this.events = events;
    }

    /**
     * @param limit instructions after which the run is stopped
     * @return exit code
     */
    int run(Path file, MachineConfiguration configuration, long limit) {
        Machine machine = new Machine(configuration, List.of(ElfImage.read(file)));
        RunTranscript transcript = new RunTranscript(out, events);
        machine.setObserver(transcript);
        StopReason reason = machine.run(new Moment(limit, 0));
        transcript.end();
        if (events) {
            out.println(machine.now().instructions() + " instructions");
        }
        return report(machine, reason, limit);
    }

    private int report(Machine machine, StopReason reason, long limit) {
        return switch (reason) {
            case StopReason.Halted halted -> halted.exitCode() & EXIT_CODE_BITS;
            case StopReason.PoweredOff off -> 0;
            case StopReason.LimitReached reached -> {
                err.println("realmscope: the limit of " + limit + " instructions is reached");
                for (int i = 0; i < machine.configuration().pes(); i++) {
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
            case StopReason.VmmFinished finished -> throw unexpected(reason);
        };
    }

    private static IllegalStateException unexpected(StopReason reason) {
        return new IllegalStateException("nobody asked for " + reason);
    }
}
