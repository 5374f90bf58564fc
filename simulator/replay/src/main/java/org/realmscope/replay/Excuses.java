package org.realmscope.replay;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Lines of the {@code deviation_*} traces, which show what a conforming RMM must not do, that need not match. */
final class Excuses {
    /** 86: num_aux is read as 32 bits; 94: s2sz is read as 32 bits, although it has 8. */
    private static final Map<String, Set<Integer>> LINES = Map.of("deviation_misc.jsonl", Set.of(86, 94));

    private final Set<Integer> lines;

    private Excuses(Set<Integer> lines) {
        this.lines = lines;
    }

    /** The excused lines of a file, by its name. */
    static Excuses of(Path file) {
        Path name = file.getFileName();
        return new Excuses(name == null ? Set.of() : LINES.getOrDefault(name.toString(), Set.of()));
    }

    boolean isExcused(int line) {
        return lines.contains(line);
    }
}
