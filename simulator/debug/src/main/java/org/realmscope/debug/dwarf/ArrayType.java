package org.realmscope.debug.dwarf;

/**
 * An array of one dimension; one of several is an array of arrays.
 *
 * @param element type of its elements
 * @param count number of them; -1 if the type does not say, as at the end of a structure
 */
public record ArrayType(Type element, long count) implements Type {
    /** Larger ones have a wrong count. */
    private static final long LARGEST = 1L << 48;

    @Override
    public long size() {
        long each = element.size();
        if (count < 0 || each < 0) {
            return -1;
        }
        return each != 0 && count > LARGEST / each ? -1 : count * each;
    }

    @Override
    public String declare(String declarator) {
        return element.declare(declarator + "[" + (count < 0 ? "" : count) + "]");
    }
}
