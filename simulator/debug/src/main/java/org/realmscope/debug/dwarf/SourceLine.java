package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source file.
 *
 * @param file null if unknown
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 stands for the whole line
 */
public record SourceLine(@Nullable SourceFile file, int line, int column) {
    /** No place known. */
    public static final SourceLine UNKNOWN = new SourceLine(null, 0, 0);

    public boolean isKnown() {
        return file != null && line > 0;
    }

    @Override
    public String toString() {
        return isKnown() ? file + ":" + line : "(no source)";
    }
}
