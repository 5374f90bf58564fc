package org.realmscope.machine.time;

/**
 * A point of a run.
 *
 * @param instructions value of the system counter
 * @param ordinal events that happened at this count so far
 */
public record Moment(long instructions, int ordinal) implements Comparable<Moment> {
    /** Reset. */
    public static final Moment START = new Moment(0, 0);
    /** After every moment that a run can reach. */
    public static final Moment NEVER = new Moment(Long.MAX_VALUE, Integer.MAX_VALUE);

    @Override
    public int compareTo(Moment other) {
        int byCount = Long.compare(instructions, other.instructions);
        return byCount != 0 ? byCount : Integer.compare(ordinal, other.ordinal);
    }

    public boolean isBefore(Moment other) {
        return compareTo(other) < 0;
    }

    /** As users see it: {@code 1234.2}. */
    @Override
    public String toString() {
        return instructions + "." + ordinal;
    }
}
