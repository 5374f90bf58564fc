package org.realmscope.replay;

/**
 * The first difference between a trace and its replay.
 *
 * @param line of the trace, from 1
 * @param command by name, or the kind of the line
 * @param field that differs
 */
public record Mismatch(int line, String command, String field, String expected, String got) {
    @Override
    public String toString() {
        return "line %d: %s: %s: expected %s, got %s".formatted(line, command, field, expected, got);
    }
}
