package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text: a scenario or errors, each at a position of the text, and never an exception. */
class ScenarioFuzzTest {
    private static final ScenarioReader READER = new ScenarioReader();
    private static final Path DIRECTORY = Path.of("src/test/resources/org/realmscope/scenario/lang");
    private static final int TEXTS_OF_A_SEED = 150;
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\s+|\"[^\"]*\"|\\.\\.|.", Pattern.DOTALL);
    private static final List<String> STRANGE = List.of(
            "",
            "0",
            "-1",
            "0xffff_ffff_ffff_ffff",
            "18446744073709551616",
            "1 TiB",
            "16777215 TiB",
            "\"",
            "/*",
            "}",
            "{",
            "(",
            "..",
            "realm0",
            "vcpu0",
            "ram",
            "shared",
            "expect",
            "\u0000",
            "\u00e9\u4e00",
            "99999999999999999999999th",
            "0x",
            "52");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void damagedScenarioIsReadOrRefused(long seed) throws IOException {
        String text = Files.readString(DIRECTORY.resolve("everything.rme"));
        List<String> tokens =
                TOKEN.matcher(text).results().map(found -> found.group()).toList();
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS_OF_A_SEED; i++) {
            String damaged = damage(tokens, random);
            String where = "seed " + seed + ", text " + i + ":\n" + damaged;
            ScenarioReading reading = assertDoesNotThrow(() -> READER.read(damaged, "fuzz.rme", DIRECTORY), where);
            if (reading instanceof ScenarioReading.Refused refused) {
                check(refused, damaged);
            }
        }
    }

    private static void check(ScenarioReading.Refused refused, String text) {
        assertFalse(refused.errors().isEmpty());
        long lines = text.chars().filter(character -> character == '\n').count() + 1;
        for (ScenarioError error : refused.errors()) {
            assertTrue(error.position().line() >= 1 && error.position().line() <= lines, () -> error + "\n" + text);
            assertTrue(error.position().column() >= 1, () -> error + "\n" + text);
            assertFalse(error.message().isBlank(), () -> error + "\n" + text);
            assertFalse(error.message().contains("Exception"), () -> error + "\n" + text);
            assertFalse(error.message().contains("null"), () -> error + "\n" + text);
        }
    }

    private static String damage(List<String> tokens, Random random) {
        StringBuilder text = new StringBuilder();
        int rarely = 20 + random.nextInt(400);
        int end = random.nextInt(10) == 0 ? random.nextInt(tokens.size()) : tokens.size();
        for (int i = 0; i < end; i++) {
            switch (random.nextInt(rarely)) {
                case 0 -> {}
                case 1 -> text.append(tokens.get(i)).append(' ').append(tokens.get(i));
                case 2 -> text.append(tokens.get(random.nextInt(tokens.size())));
                case 3 -> text.append(STRANGE.get(random.nextInt(STRANGE.size())));
                default -> text.append(tokens.get(i));
            }
        }
        return text.toString();
    }
}
