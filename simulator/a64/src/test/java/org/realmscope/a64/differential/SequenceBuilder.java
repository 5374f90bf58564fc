package org.realmscope.a64.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sequence being written: units of words, and references to units that are still to come. */
final class SequenceBuilder {
    /** Length of the longest literal. */
    private static final int LITERAL_WORDS = 4;

    /** A field that is to hold the distance, in words, from its instruction to a unit. */
    private record Reference(int index, int lsb, int width, int unit) {}

    private final List<Reference> references = new ArrayList<>();
    private int[] words = new int[256];
    private int[] unitStarts = new int[64];
    private int wordCount;
    private int unitCount;

    /** Begins the next unit. */
    void startUnit() {
        unitStarts = ensure(unitStarts, unitCount);
        unitStarts[unitCount++] = wordCount;
    }

    void add(int word) {
        words = ensure(words, wordCount);
        words[wordCount++] = word;
    }

    /**
     * Adds a word whose offset field is filled in at the end.
     *
     * @param unitsAhead 1 for the next unit; a unit beyond the last one stands for the end of the sequence
     */
    void addReference(int word, int lsb, int width, int unitsAhead) {
        references.add(new Reference(wordCount, lsb, width, unitCount - 1 + unitsAhead));
        add(word);
    }

    /** Words so far. */
    int size() {
        return wordCount;
    }

    /** Units so far, the one being written included. */
    int units() {
        return unitCount;
    }

    /** The sequence, with NOPs after the last unit for literals that refer to the end. */
    Sequence build(long seed) {
        int end = wordCount;
        for (int i = 0; i < LITERAL_WORDS; i++) {
            add(Sequence.NOP);
        }
        int[] built = Arrays.copyOf(words, wordCount);
        for (Reference reference : references) {
            int target = reference.unit < unitCount ? unitStarts[reference.unit] : end;
            int mask = (1 << reference.width) - 1;
            built[reference.index] &= ~(mask << reference.lsb);
            built[reference.index] |= (target - reference.index & mask) << reference.lsb;
        }
        return new Sequence(seed, built, Arrays.copyOf(unitStarts, unitCount));
    }

    private static int[] ensure(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, 2 * array.length);
    }
}
