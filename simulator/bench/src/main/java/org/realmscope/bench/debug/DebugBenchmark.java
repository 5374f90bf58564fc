package org.realmscope.bench.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.realmscope.bench.BenchReport;
import org.realmscope.platform.UserError;

/**
 * The benchmark {@code debug}: what a user of the debugger waits for, and what recording the history costs. The adapter
 * runs in JVMs of its own; going back and recording are measured in this one.
 */
public final class DebugBenchmark {
    /** Instructions of the history in which a realm computes. */
    public static final long INSTRUCTIONS = 1_000_000_000;
    /** Faults of the other history, and of the runs that are recorded. */
    public static final long FAULTS = 100_000;

    private final Path program;
    private final int rounds;
    private final long instructions;
    private final long faults;

    /**
     * @param program scenario that is launched; its first RMI_DATA_CREATE_UNKNOWN is where the session stops
     * @param rounds sessions, and measured pairs of recorded and unrecorded runs
     * @param instructions of the history in which the realm computes
     * @param faults of the other history, and of the runs that are recorded; a multiple of 10
     */
    public DebugBenchmark(Path program, int rounds, long instructions, long faults) {
        this.program = program;
        this.rounds = rounds;
        this.instructions = instructions;
        this.faults = faults;
    }

    /**
     * Measures everything.
     *
     * @throws UserError if there is no such scenario
     * @throws IOException if the adapter cannot be started or ends early
     */
    public BenchReport measure() throws IOException {
        if (!Files.isReadable(program)) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE,
                    program + " cannot be read; start the benchmark in the top directory of Realmscope");
        }
        BenchReport report = new BenchReport();
        SessionMeasure session = new SessionMeasure(program);
        for (int i = 0; i < rounds; i++) {
            session.round();
        }
        session.report(report);
        new ReverseMeasure(instructions, faults).measure(report);
        RecordingMeasure recording = new RecordingMeasure(faults);
        recording.round(0, false);
        for (int i = 0; i < rounds; i++) {
            recording.round(i, true);
        }
        recording.report(report);
        return report;
    }
}
