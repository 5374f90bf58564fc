package org.realmscope.a64.table;

import java.util.SplittableRandom;
import org.realmscope.a64.encoding.Field;

/**
 * Random words of a row, from a seed. Fields are often all zeros or all ones, so that aliases, the zero register and
 * the edges of immediates come up. Ignored bits are as an assembler writes them.
 */
final class WordSource {
    private static final int ATTEMPTS = 5_000_000;

    private final SplittableRandom random;

    WordSource(long seed) {
        this.random = new SplittableRandom(seed);
    }

    int next(Instruction instruction) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int word = instruction.pattern().value();
            int free = ~(instruction.pattern().mask() | instruction.pattern().ignored());
            for (Field field : instruction.pattern().fields()) {
                int bits = switch (random.nextInt(attempt % 2 == 0 ? 5 : Integer.MAX_VALUE)) {
                    case 0 -> 0;
                    case 1 -> -1;
                    default -> random.nextInt();
                };
                word |= field.place(bits) & free;
            }
            if (instruction.matches(word)) {
                return word;
            }
        }
        throw new AssertionError("no word found for " + instruction);
    }

    /** Any word at all. */
    int next() {
        return random.nextInt();
    }
}
