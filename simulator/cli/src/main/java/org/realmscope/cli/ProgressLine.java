package org.realmscope.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.realmscope.scenario.run.ScenarioRun;

/** Says on standard error how far a run has come, if it takes long. */
final class ProgressLine implements ScenarioRun.Progress {
    /** Instructions between two looks at the clock. */
    static final long INTERVAL = 1_000_000;

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter err;
    private final ScenarioRun run;
    private long last = System.nanoTime();

    ProgressLine(PrintWriter err, ScenarioRun run) {
        this.err = err;
        this.run = run;
    }

    @Override
    public void reached(long instructions) {
        long now = System.nanoTime();
        if (now - last >= PAUSE) {
            last = now;
            err.printf(
                    Locale.ROOT,
                    "realmscope: %s: %,d instructions, %,d stage 2 faults%n",
                    run.scenario().file(),
                    instructions,
                    run.recorder().faults().count());
            err.flush();
        }
    }
}
