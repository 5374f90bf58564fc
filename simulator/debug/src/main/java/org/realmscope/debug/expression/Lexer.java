package org.realmscope.debug.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits an expression into tokens. */
final class Lexer {
    private static final int LONGEST = 10_000;

    /** The longer ones first. */
    private static final List<String> OPERATORS = List.of(
            "<<=", ">>=", "->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=",
            "%=", "&=", "|=", "^=", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", "=", "?", ":", "(", ")",
            "[", "]", ".", ",", ";");

    private final String text;
    private int position;

    Lexer(String text) {
        this.text = text;
    }

    /** All tokens; the last is the end. */
    List<Token> tokens() {
        if (text.length() > LONGEST) {
            throw new ExpressionException("", 0, "an expression has at most " + LONGEST + " characters");
        }
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            if (position == text.length()) {
                tokens.add(Token.of(Token.Kind.END, "", position));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next() {
        char first = text.charAt(position);
        if (isDigit(first)) {
            return number();
        }
        if (isNameStart(first)) {
            int start = position;
            return Token.of(Token.Kind.NAME, name(), start);
        }
        if (first == '$') {
            int start = position++;
            String name = name();
            if (name.isEmpty()) {
                throw error(start, "the name of a register is expected behind '$'");
            }
            return Token.of(Token.Kind.REGISTER, name, start);
        }
        if (first == '\'') {
            return character();
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, position)) {
                position += operator.length();
                return Token.of(Token.Kind.OPERATOR, operator, position - operator.length());
            }
        }
        throw error(position, first == '"' ? "strings are not supported" : "'" + first + "' is not expected here");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private String name() {
        int start = position;
        while (position < text.length() && (isNameStart(text.charAt(position)) || isDigit(text.charAt(position)))) {
            position++;
        }
        return text.substring(start, position);
    }

    private Token number() {
        int start = position;
        String word = name();
        String digits = word.replaceAll("[uUlL]+$", "");
        String suffix = word.substring(digits.length()).toLowerCase(Locale.ROOT);
        int radix = 10;
        String plain = digits;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            plain = digits.substring(2);
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            radix = 2;
            plain = digits.substring(2);
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            radix = 8;
            plain = digits.substring(1);
        }
        plain = plain.replace("_", "");
        long value;
        try {
            value = Long.parseUnsignedLong(plain, radix);
        } catch (NumberFormatException e) {
            throw error(start, "'" + word + "' is no number of at most 64 bits");
        }
        boolean large = value < 0 || value > Integer.MAX_VALUE;
        return new Token(
                Token.Kind.NUMBER,
                word,
                start,
                value,
                suffix.contains("u") || value < 0,
                suffix.contains("l") || large);
    }

    private Token character() {
        int start = position++;
        int value = -1;
        if (position < text.length() && text.charAt(position) != '\'') {
            value = text.charAt(position++);
            if (value == '\\' && position < text.length()) {
                value = escaped(text.charAt(position++));
            }
        }
        if (value < 0 || value > 0x7f || position >= text.length() || text.charAt(position++) != '\'') {
            throw error(start, "one ASCII character between apostrophes is expected");
        }
        return new Token(Token.Kind.CHARACTER, text.substring(start, position), start, value, false, false);
    }

    private static int escaped(char c) {
        return switch (c) {
            case '0' -> 0;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '\'', '"' -> c;
            default -> -1;
        };
    }

    private ExpressionException error(int at, String problem) {
        return new ExpressionException(text, at, problem);
    }
}
