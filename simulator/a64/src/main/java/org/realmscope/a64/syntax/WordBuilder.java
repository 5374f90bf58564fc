package org.realmscope.a64.syntax;

import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * An instruction word while its text is read. Bits are settled once: a second operand that needs another value (a W
 * register after an X register, say) contradicts and fails.
 */
public final class WordBuilder {
    private final long address;
    private final Labels labels;
    private int word;
    private int settled;

    /** A word with the pattern's fixed bits settled, and its ignored bits as an assembler writes them. */
    public WordBuilder(Pattern pattern, long address, Labels labels) {
        this.address = address;
        this.labels = labels;
        this.word = pattern.value();
        this.settled = pattern.mask();
    }

    /** The address the instruction will have. */
    public long address() {
        return address;
    }

    /** Names usable in the text. */
    public Labels labels() {
        return labels;
    }

    /** The bits so far; unsettled ones as an assembler writes ignored bits, else 0. */
    public int word() {
        return word;
    }

    /** Whether every bit of the field has its value. */
    public boolean isSettled(Field field) {
        return (settled & field.mask()) == field.mask();
    }

    /**
     * Gives the field a value.
     *
     * @return false if the value does not fit the field or an earlier operand settled another one
     */
    public boolean set(Field field, int value) {
        int placed = field.place(value);
        int overlap = settled & field.mask();
        if (field.extract(placed) != value || ((word ^ placed) & overlap) != 0) {
            return false;
        }
        word = word & ~field.mask() | placed;
        settled |= field.mask();
        return true;
    }

    /** What is settled, to come back to with {@link #restore} when an optional group turns out to be absent. */
    long save() {
        return (long) settled << Integer.SIZE | word & 0xffff_ffffL;
    }

    void restore(long saved) {
        word = (int) saved;
        settled = (int) (saved >>> Integer.SIZE);
    }
}
