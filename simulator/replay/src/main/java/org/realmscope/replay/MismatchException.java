package org.realmscope.replay;

/** Ends the replay of a trace at its first difference. */
final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;
    private final String got;

    MismatchException(String field, String expected, String got) {
        super(field, null, false, false);
        this.field = field;
        this.expected = expected;
        this.got = got;
    }

    Mismatch at(int line, String command) {
        return new Mismatch(line, command, field, expected, got);
    }

    /** Compares two numbers. */
    static void check(String field, long expected, long got) {
        if (expected != got) {
            throw new MismatchException(field, Hex.format(expected), Hex.format(got));
        }
    }

    /** Compares two texts. */
    static void check(String field, String expected, String got) {
        if (!expected.equals(got)) {
            throw new MismatchException(field, expected, got);
        }
    }
}
