package org.realmscope.machine.schedule;

import java.util.Arrays;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * Decides which PE runs, and until which instruction count: round robin over the PEs that can run, each for a slice
 * whose length is drawn from the run's seed. Every decision is a function of the scheduler's own state and of which
 * PEs can run then, so that neither pauses nor limits change it.
 */
public final class Scheduler implements Stateful {
    /** {@link #current()} when every PE is off or waits. */
    public static final int NOBODY = -1;

    private final long longestSlice;
    private final RunState[] states;
    private int current = NOBODY;
    private int last;
    private long sliceEnd;
    private long random;

    /** Lets waiting PEs go on that something has woken. */
    @FunctionalInterface
    public interface WakeUp {
        /**
         * Wakes PE {@code pe}, which waits in {@code state}, if what it waits for has happened.
         *
         * @return whether it goes on
         */
        boolean wake(int pe, RunState state);
    }

    /**
     * @param pes number of PEs, all off
     * @param seed start of the sequence of slice lengths
     * @param quantum mean length of a slice in instructions; slices have 1 to twice as many
     */
    public Scheduler(int pes, long seed, long quantum) {
        this.states = new RunState[pes];
        Arrays.fill(states, RunState.OFF);
        this.last = pes - 1;
        this.random = seed;
        this.longestSlice = 2 * quantum;
    }

    /** The PE whose slice it is, or {@link #NOBODY}. */
    public int current() {
        return current;
    }

    /** Instruction count at which the slice of {@link #current()} ends. */
    public long sliceEnd() {
        return sliceEnd;
    }

    public RunState state(int pe) {
        return states[pe];
    }

    /** Changes what a PE does. Its slice ends if it can no longer run. */
    public void setState(int pe, RunState state) {
        states[pe] = state;
        if (pe == current && state != RunState.RUNNING) {
            current = NOBODY;
        }
    }

    /**
     * Starts the next slice if the present one is over.
     *
     * @param now instruction count
     */
    public void choose(long now, WakeUp wakeUp) {
        if (current != NOBODY) {
            if (now < sliceEnd) {
                return;
            }
            current = NOBODY;
        }
        for (int i = 1; i <= states.length; i++) {
            int pe = (last + i) % states.length;
            RunState state = states[pe];
            if (state == RunState.RUNNING || (state.isWaiting() && wakeUp.wake(pe, state))) {
                states[pe] = RunState.RUNNING;
                current = pe;
                last = pe;
                sliceEnd = now + 1 + Long.remainderUnsigned(nextRandom(), longestSlice);
                return;
            }
        }
    }

    /** SplitMix64. */
    private long nextRandom() {
        random += 0x9e37_79b9_7f4a_7c15L;
        long mixed = (random ^ random >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public void save(StateSink sink) {
        for (RunState state : states) {
            sink.put(state.code());
        }
        sink.put(current);
        sink.put(last);
        sink.put(sliceEnd);
        sink.put(random);
    }

    @Override
    public void load(StateSource source) {
        for (int i = 0; i < states.length; i++) {
            states[i] = RunState.of((int) source.next());
        }
        current = (int) source.next();
        last = (int) source.next();
        sliceEnd = source.next();
        random = source.next();
    }
}
