package org.realmscope.a64.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferentialTest {
    private static final long SEED = 7;
    /** A reference for which no sequence changes anything. */
    private static final Reference UNCHANGED = sequences -> sequences.stream()
            .map(sequence -> (Outcome) new Outcome.Completed(MachineState.initial(sequence.seed())))
            .toList();

    @Test
    void equalOutcomesAreNoMismatch() {
        Differential differential =
                new Differential(UNCHANGED, (words, address, state) -> new Outcome.Completed(state));
        assertEquals(List.of(), differential.compare(List.of(numbered(5))));
    }

    @Test
    void differencesNameRegisterFlagsAndMemory() {
        Differential differential = new Differential(UNCHANGED, (words, address, state) -> {
            state.x[3] = ~state.x[3];
            state.nzcv ^= 1;
            state.scratch[0x123] ^= 1;
            return new Outcome.Completed(state);
        });
        List<String> subjects = differential.compare(List.of(numbered(1))).getFirst().differences().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertEquals(List.of("x3", "nzcv", "+0x120"), subjects);
    }

    @Test
    void sequenceThatDiesOnBothSidesIsAMismatch() {
        Reference dying = sequences -> List.of(new Outcome.Died("exit status 132"));
        Differential differential = new Differential(dying, (words, address, state) -> new Outcome.Died("undefined"));
        assertEquals(
                List.of("reference: died, exit status 132", "ours: died, undefined"),
                differential.compare(List.of(numbered(1))).getFirst().differences());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "40, 40", "1, 40", "20, 21", "13, 30"})
    void shrinkingLeavesTheUnitsThatMatter(int first, int second) {
        SequenceRunner subject = (words, address, state) -> {
            boolean both = contains(words, first) && contains(words, second);
            state.x[0] += both ? 1 : 0;
            return new Outcome.Completed(state);
        };
        Differential differential = new Differential(UNCHANGED, subject);
        Differential.Mismatch mismatch =
                differential.compare(List.of(numbered(40))).getFirst();
        int[] remaining = Arrays.stream(differential.shrink(mismatch).sequence().words())
                .filter(word -> word != Sequence.NOP)
                .toArray();
        assertArrayEquals(IntStream.of(first, second).distinct().toArray(), remaining);
    }

    private static boolean contains(int[] words, int word) {
        return Arrays.stream(words).anyMatch(candidate -> candidate == word);
    }

    /** Words 1, 2, 3 ...: nothing here executes them. */
    private static Sequence numbered(int length) {
        return Sequence.ofWords(SEED, IntStream.rangeClosed(1, length).toArray());
    }
}
