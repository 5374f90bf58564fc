package org.realmscope.debug.control;

/**
 * A place in source code.
 *
 * @param source file as the symbols name it
 * @param line from 1
 * @param function innermost, inlined or not
 * @param inlineDepth inlined calls between the frame's own function and {@code function}
 * @param isStatement whether the address is where a statement of the line begins
 */
public record LinePosition(String source, int line, String function, int inlineDepth, boolean isStatement) {
    /** Whether both are places in one line of the same call of a function, if they are in the same frame. */
    boolean isSameLine(LinePosition other) {
        return line == other.line
                && inlineDepth == other.inlineDepth
                && source.equals(other.source)
                && function.equals(other.function);
    }
}
