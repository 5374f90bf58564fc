package org.realmscope.a64.table;

/** What became of an instruction's text. */
public sealed interface Assembled {

    /**
     * The text is an instruction.
     *
     * @param word its encoding
     */
    record Word(int word) implements Assembled {}

    /**
     * The text is none.
     *
     * @param column  index of the character where reading stopped
     * @param message what would be right there
     */
    record Rejected(int column, String message) implements Assembled {}
}
