package org.realmscope.debug.expression;

/**
 * A token.
 *
 * @param kind of the token
 * @param text as written; of a number without its suffix
 * @param position index of its first character
 * @param value of a number or a character
 * @param isUnsigned whether a number has no sign: a suffix says so, or it needs the 64th bit
 * @param isLong whether a number has 64 bits
 */
record Token(Kind kind, String text, int position, long value, boolean isUnsigned, boolean isLong) {
    enum Kind {
        NUMBER,
        CHARACTER,
        NAME,
        REGISTER,
        OPERATOR,
        END
    }

    static Token of(Kind kind, String text, int position) {
        return new Token(kind, text, position, 0, false, false);
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** What an error calls it. */
    String description() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
