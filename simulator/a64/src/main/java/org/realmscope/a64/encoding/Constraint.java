package org.realmscope.a64.encoding;

/**
 * A value that a field must not have, or must have, for an encoding to belong to a row. Arm's decode tables write it as
 * {@code opc != 11}.
 *
 * @param mask    bits compared, in place in the word
 * @param value   their value, in place in the word
 * @param equal   whether they must be equal, otherwise at least one must differ
 */
record Constraint(int mask, int value, boolean equal) {

    boolean holds(int word) {
        return (word & mask) == value == equal;
    }
}
