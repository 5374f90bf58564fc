package org.realmscope.a64.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the golden file of {@link GoldenDisassemblyTest} from what the installed GNU objdump prints: {@code java -cp
 * CLASSPATH org.realmscope.a64.table.GoldenDisassemblyWriter FILE}.
 */
final class GoldenDisassemblyWriter {
    /** Name of the golden file, beside this class among the test resources. */
    static final String FILE = "disassembly.txt";

    private static final long SEED = 0x5eed_0004L;
    private static final long ADDRESS = 0x4000_0000L;
    private static final int WORDS_PER_SPELLING = 3;
    private static final int SAMPLES = 1_000;

    private GoldenDisassemblyWriter() {}

    /**
     * Words by what the golden file must have for a row: one entry for each spelling, plain or alias, that is preferred
     * for some word. Empty if the row is not executed.
     */
    static SortedMap<String, List<Integer>> spellings(Instruction row) {
        SortedMap<String, List<Integer>> words = new TreeMap<>();
        WordSource source = new WordSource(SEED);
        for (int i = 0; i < SAMPLES && row.implemented(); i++) {
            int word = source.next(row);
            List<Integer> sameSpelling = words.computeIfAbsent(spelling(row, word), spelling -> new ArrayList<>());
            if (sameSpelling.size() < WORDS_PER_SPELLING && !sameSpelling.contains(word)) {
                sameSpelling.add(word);
            }
        }
        return words;
    }

    /** Which of the spellings of its row a word has. */
    static String spelling(Instruction row, int word) {
        for (Alias alias : row.aliases()) {
            if (alias.isPreferred(word)) {
                return key(row, alias.name());
            }
        }
        return key(row, row.name());
    }

    private static String key(Instruction row, String spelling) {
        return row.pattern() + " / " + spelling;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Integer> words = new ArrayList<>();
        for (Instruction row : InstructionTable.A64.instructions()) {
            spellings(row).values().forEach(words::addAll);
        }
        Objdump objdump = Objdump.find().orElseThrow(() -> new IllegalStateException("objdump is not installed"));
        List<String> texts =
                objdump.disassemble(words.stream().mapToInt(Integer::intValue).toArray(), ADDRESS);
        List<String> lines = new ArrayList<>();
        lines.add("# address, word and text of GNU objdump 2.40, written by GoldenDisassemblyWriter");
        for (int i = 0; i < words.size(); i++) {
            if (texts.get(i).startsWith(".inst")) {
                continue;
            }
            lines.add("%x %08x %s".formatted(ADDRESS + 4L * i, words.get(i), texts.get(i)));
        }
        Files.write(Path.of(arguments[0]), lines);
    }
}
