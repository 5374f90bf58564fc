package org.realmscope.adapter.gdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Reads a packet from left to right. */
final class PacketText {
    private static final int MAX_DIGITS = 16;

    private final byte[] content;
    private int at;
    private char last;

    PacketText(byte[] content) {
        this.content = content;
    }

    /** Whether the whole packet matches. */
    boolean matches(Pattern pattern) {
        return pattern.matcher(new String(content, StandardCharsets.ISO_8859_1)).matches();
    }

    /** Whether everything has been read. */
    boolean isAtEnd() {
        return at == content.length;
    }

    /** Reads a character; 0 at the end. */
    char next() {
        last = isAtEnd() ? 0 : (char) (content[at++] & 0xff);
        return last;
    }

    /** What {@link #next} has read last. */
    char last() {
        return last;
    }

    /** Passes over {@code text} if it comes next. */
    boolean take(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean isNext = content.length - at >= wanted.length
                && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length);
        at += isNext ? wanted.length : 0;
        return isNext;
    }

    /**
     * Passes over {@code text}.
     *
     * @throws PacketError if it does not come next
     */
    void expect(String text) {
        if (!take(text)) {
            throw malformed("'" + text + "' is expected");
        }
    }

    /**
     * Reads a number.
     *
     * @throws PacketError if there is none, or it has more than 64 bits
     */
    long hex() {
        int from = at;
        long value = 0;
        while (!isAtEnd() && Character.digit(content[at], 16) >= 0) {
            value = value << 4 | Character.digit(content[at], 16);
            at++;
        }
        if (at == from || at - from > MAX_DIGITS) {
            throw malformed("a hexadecimal number of 64 bits is expected");
        }
        return value;
    }

    /**
     * Reads a number that is not negative.
     *
     * @throws PacketError if there is none, or it is greater than {@code max}
     */
    int number(int max) {
        long value = hex();
        if (value < 0 || value > max) {
            throw malformed("0x%x is more than 0x%x".formatted(value, max));
        }
        return (int) value;
    }

    /** Reads up to {@code end}, which is passed over, or to the end of the packet. */
    String until(char end) {
        int from = at;
        while (!isAtEnd() && content[at] != end) {
            at++;
        }
        String text = new String(content, from, at - from, StandardCharsets.ISO_8859_1);
        at += isAtEnd() ? 0 : 1;
        return text;
    }

    /** What is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(content, at, content.length);
        at = content.length;
        return rest;
    }

    /**
     * What is left, as pairs of hexadecimal digits.
     *
     * @throws PacketError if it is something else
     */
    byte[] hexBytes() {
        return bytes(new String(rest(), StandardCharsets.ISO_8859_1));
    }

    /**
     * The text that pairs of hexadecimal digits stand for.
     *
     * @throws PacketError if they are something else
     */
    static String decoded(String digits) {
        return new String(bytes(digits), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String digits) {
        boolean isHex = digits.length() % 2 == 0 && digits.chars().allMatch(each -> Character.digit(each, 16) >= 0);
        if (!isHex) {
            throw malformed("pairs of hexadecimal digits are expected");
        }
        return HexFormat.of().parseHex(digits);
    }

    private static PacketError malformed(String reason) {
        return new PacketError("malformed packet: " + reason);
    }
}
