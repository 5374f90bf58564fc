package org.realmscope.bench.debug;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.realmscope.bench.BenchReport;
import org.realmscope.bench.faults.FaultMachine;
import org.realmscope.bench.faults.FaultWorkload;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.Progress;
import org.realmscope.debug.control.Stop;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.time.Moment;

/**
 * The way back through a long history: steps back at its end, and reverse continue to a call that is at its beginning.
 * Once in a realm that stores to 32 MiB over and over, and once in a realm that takes fault after fault.
 */
final class ReverseMeasure {
    /** RMI function that is called in the set-up only. */
    private static final String FUNCTION = "RMI_REALM_ACTIVATE";

    private static final int VCPU_PE = 1;
    private static final long PAGES = 8190;
    private static final int STEPS = 20;
    private static final long CANCEL_AFTER_MILLIS = 300;
    private static final double NANOS_PER_MILLI = 1e6;

    private final long instructions;
    private final long faults;

    /**
     * @param instructions of the history in which the realm computes
     * @param faults of the history of faults
     */
    ReverseMeasure(long instructions, long faults) {
        this.instructions = instructions;
        this.faults = faults;
    }

    void measure(BenchReport report) {
        long passes = Math.max(1, instructions / (PAGES * FaultWorkload.INSTRUCTIONS_PER_PAGE));
        FaultMachine computing =
                new FaultMachine(new FaultWorkload(PAGES, FaultWorkload.BLOCKS, passes), CheckpointPolicy.DEFAULT);
        takeFaults(computing);
        computing.runPasses();
        measure(report, "computing", computing.machine());
        FaultMachine storm =
                new FaultMachine(new FaultWorkload(faults, FaultWorkload.BLOCKS), CheckpointPolicy.DEFAULT);
        takeFaults(storm);
        measure(report, "faults", storm.machine());
    }

    private static void takeFaults(FaultMachine machine) {
        for (int i = 0; i < FaultWorkload.BLOCKS; i++) {
            machine.runBlock();
        }
    }

    private static void measure(BenchReport report, String name, Machine machine) {
        DebugSession session = new DebugSession(machine);
        String prefix = "debug." + name;
        report.add(prefix + ".millionInstructions", machine.now().instructions() / 1e6);
        report.add(prefix + ".checkpoints", machine.checkpoints().size());
        steps(report, prefix, session);
        Moment end = machine.frontier();
        session.goTo(end);
        session.setBreakpoints(
                BreakpointKind.CALL,
                List.of(new BreakpointRequest(new Breakpoint.Call(FUNCTION, CallPhase.ENTRY, CallFilter.ANY))));
        reverse(report, prefix, session);
        session.goTo(end);
        cancel(report, prefix, session);
    }

    private static void steps(BenchReport report, String prefix, DebugSession session) {
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            long start = System.nanoTime();
            Stop stop = session.stepBack(VCPU_PE);
            steps.add((System.nanoTime() - start) / NANOS_PER_MILLI);
            if (!(stop instanceof Stop.StepComplete)) {
                throw new IllegalStateException("a step back ended with " + stop);
            }
        }
        report.add(prefix + ".firstStepBack.millis", steps.getFirst());
        report.add(prefix + ".stepBack.millis", Samples.median(steps));
        report.add(prefix + ".slowestStepBack.millis", Samples.quantile(steps, 1));
    }

    private static void reverse(BenchReport report, String prefix, DebugSession session) {
        Gaps gaps = new Gaps();
        long from = session.machine().now().instructions();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Stop stop = session.reverseContinue(gaps);
        long nanos = System.nanoTime() - start;
        long cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
        if (!(stop instanceof Stop.AtBreakpoint)) {
            throw new IllegalStateException("reverse continue ended with " + stop);
        }
        long searched = from - stop.moment().instructions();
        report.add(prefix + ".reverseContinue.millionPerSecond", searched * 1e3 / nanos);
        report.add(prefix + ".reverseContinue.millionPerCpuSecond", searched * 1e3 / cpuNanos);
        report.add(prefix + ".reverseContinue.longestWithoutProgressMillis", gaps.longest / NANOS_PER_MILLI);
    }

    /** How long a search has told nothing. */
    private static final class Gaps implements Progress {
        private long last = System.nanoTime();
        private long longest;

        @Override
        public void searched(long done, long total) {
            long now = System.nanoTime();
            longest = Math.max(longest, now - last);
            last = now;
        }
    }

    private static void cancel(BenchReport report, String prefix, DebugSession session) {
        Timer timer = new Timer("cancel", true);
        long[] asked = new long[1];
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        asked[0] = System.nanoTime();
                        session.pause();
                    }
                },
                CANCEL_AFTER_MILLIS);
        Stop stop = session.reverseContinue(Progress.NONE);
        long end = System.nanoTime();
        timer.cancel();
        if (stop instanceof Stop.Cancelled) {
            report.add(prefix + ".cancel.millis", (end - asked[0]) / NANOS_PER_MILLI);
        }
    }
}
