package org.realmscope.a64.syntax;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * A reading position in the text of one instruction. Blanks between tokens do not count, case does not either.
 * Remembers the furthest point where reading failed, and why, so that a rejected instruction gets one useful message.
 */
public final class Cursor {
    private final String text;
    private int position;
    private int failurePosition = -1;
    private String failure = "";

    /** A cursor at the start of the text. */
    public Cursor(String text) {
        this.text = text;
    }

    /** Index of the next character to read. */
    public int position() {
        return position;
    }

    /** Goes back (or forth) to a position obtained from {@link #position}. */
    public void position(int newPosition) {
        position = newPosition;
    }

    /** Whether nothing but blanks is left. */
    public boolean atEnd() {
        skipBlanks();
        return position == text.length();
    }

    /**
     * Reads exactly these characters; blanks in {@code literal} match any number of blanks, a {@code #} may be missing.
     */
    public boolean accept(String literal) {
        int start = position;
        for (int i = 0; i < literal.length(); i++) {
            char expected = literal.charAt(i);
            if (expected == ' ') {
                continue;
            }
            if (i == 0 || !isWordCharacter(expected) || !isWordCharacter(literal.charAt(i - 1))) {
                skipBlanks();
            }
            if (expected == '#' && (position == text.length() || text.charAt(position) != '#')) {
                continue;
            }
            if (position == text.length() || lower(text.charAt(position)) != lower(expected)) {
                fail("expected '" + literal.strip() + "'");
                position = start;
                return false;
            }
            position++;
        }
        return true;
    }

    /** As {@link #accept}, for something that may be missing: its absence is no failure. */
    public boolean acceptOptional(String literal) {
        int previousPosition = failurePosition;
        String previousFailure = failure;
        boolean accepted = accept(literal);
        failurePosition = previousPosition;
        failure = previousFailure;
        return accepted;
    }

    /** Whether the next token is a number, with or without {@code #} and sign. */
    public boolean isNumberNext() {
        int next = afterBlanks(position);
        return next < text.length() && (Character.isDigit(text.charAt(next)) || "#+-".indexOf(text.charAt(next)) >= 0);
    }

    /** Reads a run of letters, digits, dots and underscores, lower-cased; empty if there is none. */
    public String word() {
        skipBlanks();
        int start = position;
        while (position < text.length() && isWordCharacter(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    /** As {@link #word}, but as written and without moving. */
    public String peekLabel() {
        int start = position;
        skipBlanks();
        int from = position;
        while (position < text.length() && (isWordCharacter(text.charAt(position)) || text.charAt(position) == '$')) {
            position++;
        }
        String label = text.substring(from, position);
        position = start;
        return label;
    }

    /** Moves over a label that {@link #peekLabel} returned. */
    public void skip(String label) {
        skipBlanks();
        position += label.length();
    }

    /** Reads a decimal or {@code 0x} number of up to 64 bits with an optional sign. */
    public OptionalLong number() {
        skipBlanks();
        int start = position;
        boolean negative = position < text.length() && text.charAt(position) == '-';
        if (negative || position < text.length() && text.charAt(position) == '+') {
            position++;
        }
        boolean hexadecimal = text.regionMatches(true, position, "0x", 0, 2);
        if (hexadecimal) {
            position += 2;
        }
        int digits = position;
        while (position < text.length() && Character.digit(text.charAt(position), hexadecimal ? 16 : 10) >= 0) {
            position++;
        }
        if (digits == position || position - digits > 20) {
            position = start;
            fail("expected a number");
            return OptionalLong.empty();
        }
        String value = text.substring(digits, position);
        long magnitude;
        try {
            magnitude = Long.parseUnsignedLong(value, hexadecimal ? 16 : 10);
        } catch (NumberFormatException tooLarge) {
            position = start;
            fail("number does not fit 64 bits");
            return OptionalLong.empty();
        }
        return OptionalLong.of(negative ? -magnitude : magnitude);
    }

    /**
     * Notes why reading cannot go on here.
     *
     * @return false, for the caller to return
     */
    public boolean fail(String reason) {
        int reached = afterBlanks(position);
        if (reached > failurePosition) {
            failurePosition = reached;
            failure = reason;
        }
        return false;
    }

    /** The furthest failure's position, or -1. */
    public int failurePosition() {
        return failurePosition;
    }

    /** The furthest failure's reason, empty if none. */
    public String failure() {
        return failure;
    }

    private void skipBlanks() {
        position = afterBlanks(position);
    }

    private int afterBlanks(int start) {
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
