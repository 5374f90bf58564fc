package org.realmscope.replay;

import java.nio.file.Path;
import java.util.Set;

/** Lines of the {@code deviation_*} traces, which show what a conforming RMM must not do, that need not match. */
final class Excuses {
    private final Set<Integer> lines;

    private Excuses(Set<Integer> lines) {
        this.lines = lines;
    }

    static Excuses of(Path file) {
        return new Excuses(Set.of());
    }

    boolean isExcused(int line) {
        return lines.contains(line);
    }
}
