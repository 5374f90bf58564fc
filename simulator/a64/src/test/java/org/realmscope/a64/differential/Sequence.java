package org.realmscope.a64.differential;

import java.util.BitSet;

/** Instructions with the seed of the state they start in. */
final class Sequence {
    static final int NOP = 0xd503201f;

    private final long seed;
    private final int[] words;
    private final int[] unitStarts;

    /**
     * @param seed       what {@link MachineState#initial} takes
     * @param words      the instructions
     * @param unitStarts index in {@code words} of each unit's first instruction, ascending. A unit is the smallest
     *     part that can be taken out: branches go to the first instruction of a unit, and a load or store comes with
     *     what makes its address.
     */
    Sequence(long seed, int[] words, int[] unitStarts) {
        this.seed = seed;
        this.words = words;
        this.unitStarts = unitStarts;
    }

    long seed() {
        return seed;
    }

    int[] words() {
        return words;
    }

    int unitCount() {
        return unitStarts.length;
    }

    private int unitEnd(int unit) {
        return unit + 1 < unitStarts.length ? unitStarts[unit + 1] : words.length;
    }

    /** The sequence with NOPs in place of some units, so that branch offsets stay as they are. */
    Sequence without(BitSet units) {
        int[] remaining = words.clone();
        for (int unit = units.nextSetBit(0); unit >= 0; unit = units.nextSetBit(unit + 1)) {
            for (int i = unitStarts[unit]; i < unitEnd(unit); i++) {
                remaining[i] = NOP;
            }
        }
        return new Sequence(seed, remaining, unitStarts);
    }

    /** The sequence with each instruction a unit of its own; needed where nothing is known about its units. */
    static Sequence ofWords(long seed, int[] words) {
        int[] starts = new int[words.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i;
        }
        return new Sequence(seed, words, starts);
    }
}
