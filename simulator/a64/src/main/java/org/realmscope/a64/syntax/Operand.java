package org.realmscope.a64.syntax;

/** One operand of a template: the only place that knows how its fields are written. */
public interface Operand {

    /**
     * Appends the text of the operand.
     *
     * @param word    an instruction word of the row
     * @param address the instruction's address, for operands relative to it
     */
    void print(int word, long address, StringBuilder out);

    /**
     * Reads the operand and puts its fields into the word under construction.
     *
     * @return false if the text is not such an operand, or contradicts an earlier one (a reason is left at the cursor)
     */
    boolean parse(Cursor text, WordBuilder word);

    /** Whether the fields have the value that lets an optional group be left out. */
    default boolean isDefault(int word) {
        return false;
    }

    /**
     * Sets the fields to the value meant when the operand is left out.
     *
     * @return false if they contradict earlier operands, or the operand cannot be left out
     */
    default boolean setDefault(WordBuilder word) {
        return false;
    }
}
