package org.realmscope.machine.event;

import java.util.Arrays;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * Notices vCPUs that make no forward progress: the same instruction faults on the same page again and again, and
 * nothing else of the Realm executes in between; or the same instruction asks for a change of RIPAS from the same
 * address on, and nothing is ever changed. Takes a few comparisons per fault. There is one in a machine, and it
 * is part of the machine's state: whoever speaks of progress means what it says.
 */
public final class ProgressDetector implements Stateful {
    /** Faults, or RIPAS changes that are asked for, in a row from which on nobody believes in progress any more. */
    public static final int LIMIT = 16;

    private static final int LAST_PC = 0;
    private static final int LAST_IPA = 1;
    private static final int LAST_COUNT = 2;
    private static final int REPEATS = 3;
    private static final int WORDS = 4;

    /** In {@link #LAST_IPA}, which is a page's: it is where a change of RIPAS was asked for. */
    private static final long RIPAS_CHANGE = 1;

    /** {@link #WORDS} of each PE. */
    private final long[] words = new long[MachineConfiguration.MAX_PES * WORDS];

    /**
     * A Realm took a stage 2 abort, or the RMM reported one.
     *
     * @param pe index of the PE
     * @param realmInstructions what the PE has executed in Realms so far, the attempt that faulted included
     * @param pc of the instruction
     * @param ipa of the page
     * @return how many times in a row the same has happened on this PE, from 1; {@link #LIMIT} and more: no progress
     */
    long faulted(int pe, long realmInstructions, long pc, long ipa) {
        int at = pe * WORDS;
        boolean repeats = words[at + REPEATS] != 0
                && words[at + LAST_PC] == pc
                && words[at + LAST_IPA] == ipa
                && realmInstructions - words[at + LAST_COUNT] <= 1;
        return note(at, pc, ipa, realmInstructions, repeats);
    }

    /**
     * The RMM tells the host that a Realm asks for a change of RIPAS. How much the Realm executes in between does not
     * matter: the RSI lets it call again for what is left of the range.
     *
     * @param pc of the instruction that asks
     * @param base of what is left of the range
     * @return how many times in a row the same has happened on this PE without a change, from 1
     */
    long ripasChangeAsked(int pe, long pc, long base) {
        int at = pe * WORDS;
        boolean repeats =
                words[at + REPEATS] != 0 && words[at + LAST_PC] == pc && words[at + LAST_IPA] == (base | RIPAS_CHANGE);
        return note(at, pc, base | RIPAS_CHANGE, 0, repeats);
    }

    /** The host changed RIPAS for the vCPU of a PE. */
    void ripasChanged(int pe) {
        if (isAtRipasChange(pe)) {
            forget(pe);
        }
    }

    private boolean isAtRipasChange(int pe) {
        return (words[pe * WORDS + LAST_IPA] & RIPAS_CHANGE) != 0;
    }

    private long note(int at, long pc, long ipa, long realmInstructions, boolean repeats) {
        words[at + LAST_PC] = pc;
        words[at + LAST_IPA] = ipa;
        words[at + LAST_COUNT] = realmInstructions;
        words[at + REPEATS] = repeats ? words[at + REPEATS] + 1 : 1;
        return words[at + REPEATS];
    }

    /** What {@link #faulted} has returned last for a PE, 0 if nothing or if a change of RIPAS came after it. */
    long repeats(int pe) {
        return isAtRipasChange(pe) ? 0 : words[pe * WORDS + REPEATS];
    }

    /** Forgets what a PE did: another vCPU runs there. */
    void forget(int pe) {
        Arrays.fill(words, pe * WORDS, (pe + 1) * WORDS, 0);
    }

    @Override
    public void save(StateSink sink) {
        sink.put(words, 0, words.length);
    }

    @Override
    public void load(StateSource source) {
        source.next(words, 0, words.length);
    }
}
