package org.realmscope.a64.differential;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.realmscope.a64.encoding.Pattern;
import org.realmscope.a64.table.Instruction;
import org.realmscope.a64.table.InstructionTable;

/** Random encodings of some rows of the instruction table, each row equally likely. */
final class RandomRows {
    private static final int ATTEMPTS = 1000;

    private final InstructionTable table;
    private final List<Instruction> rows;

    RandomRows(InstructionTable table, Predicate<Instruction> wanted) {
        this.table = table;
        this.rows = table.instructions().stream()
                .filter(Instruction::implemented)
                .filter(wanted)
                .toList();
    }

    /** A random word of a random row for which the condition holds. */
    int word(SplitMix64 random, IntPredicate condition) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instruction row = rows.get(random.below(rows.size()));
            Pattern pattern = row.pattern();
            // Ignored bits keep the value that they should have: with another one the instruction is unpredictable.
            int free = ~(pattern.mask() | pattern.ignored());
            int word = ((int) random.next() & free) | pattern.value();
            if (row.matches(word) && row.equals(table.decode(word)) && condition.test(word)) {
                return word;
            }
        }
        throw new IllegalStateException("no encoding found among " + rows);
    }
}
