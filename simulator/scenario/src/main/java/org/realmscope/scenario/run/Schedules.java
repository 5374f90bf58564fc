package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.realmscope.scenario.model.Scenario;

/** Runs of one scenario that differ in nothing but their schedule, and in what they showed. */
public final class Schedules {
    /** Increment of SplitMix64, from whose outputs the seeds are taken. */
    private static final long GAMMA = 0x9e37_79b9_7f4a_7c15L;

    private final List<Variant> variants;
    private final int count;

    /**
     * Runs that showed the same.
     *
     * @param signature what they showed, a line for each sort of thing, in a fixed order
     * @param seeds of the runs, in the order in which they were made; each reproduces the run
     * @param met whether every expectation was met
     */
    public record Variant(List<String> signature, List<Long> seeds, boolean met) {
        public Variant {
            signature = List.copyOf(signature);
            seeds = List.copyOf(seeds);
        }

        /** Lines that the other does not have. */
        public List<String> without(Variant other) {
            List<String> lines = new ArrayList<>(signature);
            lines.removeAll(other.signature);
            return lines;
        }
    }

    private Schedules(List<Variant> variants, int count) {
        this.variants = variants;
        this.count = count;
    }

    /**
     * Runs a scenario with as many schedules: the first has the seed of the options, the seeds of the others are
     * derived from it.
     *
     * @param started hears the number of each run, from 1, before it is made
     */
    public static Schedules explore(
            Scenario scenario, ScenarioRun.Options options, int count, LongConsumer started, Runner runner) {
        Map<List<String>, List<Long>> seeds = new LinkedHashMap<>();
        Map<List<String>, Boolean> met = new LinkedHashMap<>();
        int done = 0;
        for (int i = 0; i < count; i++) {
            started.accept(i + 1);
            long seed = seed(options.seed(), i);
            ScenarioResult result = runner.run(ScenarioRun.of(scenario, options.withSeed(seed)));
            if (result.end() == RunEnd.STOPPED && runner.isStopped()) {
                break;
            }
            List<String> signature = Signature.of(result);
            seeds.computeIfAbsent(signature, key -> new ArrayList<>()).add(seed);
            met.put(signature, result.isMet());
            done++;
        }
        List<Variant> variants = new ArrayList<>();
        seeds.forEach(
                (signature, of) -> variants.add(new Variant(signature, of, Boolean.TRUE.equals(met.get(signature)))));
        return new Schedules(variants, done);
    }

    /** Runs one schedule. */
    public interface Runner {
        ScenarioResult run(ScenarioRun run);

        /** Whether somebody wants no more runs. */
        boolean isStopped();
    }

    /** Seed of the schedule with a number from 0. */
    static long seed(long first, int number) {
        if (number == 0) {
            return first;
        }
        long mixed = first + GAMMA * number;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        // Seeds are typed by people: 31 bits tell schedules apart well enough.
        return (mixed ^ mixed >>> 31) & 0x7fff_ffffL;
    }

    /** Schedules that were run. */
    public int count() {
        return count;
    }

    /** What they showed, in the order in which it first came up. */
    public List<Variant> variants() {
        return List.copyOf(variants);
    }

    /** Whether every expectation was met in every schedule. */
    public boolean isMet() {
        return variants.stream().allMatch(Variant::met);
    }
}
