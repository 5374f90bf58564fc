package org.realmscope.debug.expression;

/** What is wrong with an expression, or why it has no value now, and where. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final int position;
    private final String problem;

    ExpressionException(String text, int position, String problem) {
        this(text, position, problem, "");
    }

    /** @param hint a sentence about what would be right, may be empty */
    ExpressionException(String text, int position, String problem, String hint) {
        super("%s (column %d of '%s')%s".formatted(problem, position + 1, text, hint.isEmpty() ? "" : ": " + hint));
        this.text = text;
        this.position = position;
        this.problem = problem;
    }

    /** The whole expression. */
    public String text() {
        return text;
    }

    /** Index of the character that the problem begins at; the length of the text if something is missing at its end. */
    public int position() {
        return position;
    }

    /** The problem alone. */
    public String problem() {
        return problem;
    }
}
