package org.realmscope.debug.stack;

/**
 * A place in a source text.
 *
 * @param path as debug information names the file, or that of a generated text
 * @param line from 1
 * @param column from 1; 0 stands for the whole line
 */
public record SourcePosition(String path, int line, int column) {}
