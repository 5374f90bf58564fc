package org.realmscope.debug.symbols;

import java.nio.file.Path;

/** Where the contents of a source file are. */
public sealed interface SourceText {
    /** The file is there. */
    record OnDisk(Path path) implements SourceText {}

    /** There is no file, only its text. */
    record InMemory(String text) implements SourceText {}
}
