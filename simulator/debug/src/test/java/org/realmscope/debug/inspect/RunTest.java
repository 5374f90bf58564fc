package org.realmscope.debug.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    private static final int LENGTH = 40;

    private static List<Run<Integer>> encode(Integer[] values) {
        List<Run<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                Run.append(runs, i, i + 1, values[i]);
            }
        }
        return runs;
    }

    private static Integer[] random(Random random) {
        Integer[] values = new Integer[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int value = random.nextInt(4);
            values[i] = value == 3 ? null : value;
        }
        return values;
    }

    @Test
    void runsThatContinueEachOtherAreOne() {
        List<Run<Integer>> runs = new ArrayList<>();
        Run.append(runs, 0, 2, 1);
        Run.append(runs, 2, 3, 1);
        Run.append(runs, 4, 5, 1);
        Run.append(runs, 5, 5, 2);
        assertEquals(List.of(new Run<>(0, 3, 1), new Run<>(4, 5, 1)), runs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void differencesAreThoseOfTheElements(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Integer[] one = random(random);
            Integer[] other = random(random);
            Integer[] before = new Integer[LENGTH];
            Integer[] after = new Integer[LENGTH];
            for (RunDifference<Integer> each : Run.differences(encode(one), encode(other))) {
                for (int i = (int) each.base(); i < each.end(); i++) {
                    before[i] = each.before();
                    after[i] = each.after();
                }
            }
            for (int i = 0; i < LENGTH; i++) {
                boolean differs = !Objects.equals(one[i], other[i]);
                assertEquals(differs ? one[i] : null, before[i], "seed " + seed + " at " + i);
                assertEquals(differs ? other[i] : null, after[i], "seed " + seed + " at " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void replacementIsThatOfTheElements(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Integer[] values = random(random);
            Integer[] with = random(random);
            int base = random.nextInt(LENGTH);
            int end = base + random.nextInt(LENGTH - base);
            List<Run<Integer>> replaced = Run.replace(encode(values), base, end, Run.cut(encode(with), base, end));
            System.arraycopy(with, base, values, base, end - base);
            assertEquals(encode(values), replaced, "seed " + seed);
        }
    }
}
