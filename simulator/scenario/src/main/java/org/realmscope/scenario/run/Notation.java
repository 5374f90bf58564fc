package org.realmscope.scenario.run;

import java.util.Locale;

/** How reports and messages write numbers. */
public final class Notation {
    private static final int GROUP = 4;
    private static final long KIB = 1L << 10;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Notation() {}

    /** An address or register, in groups of four digits as scenarios write it: {@code 0x20_0000}. */
    public static String hex(long value) {
        String digits = Long.toHexString(value);
        StringBuilder text = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % GROUP == 0 && digits.length() > GROUP) {
                text.append('_');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** A value of an RMI call: decimal where both notations look the same. */
    public static String argument(long value) {
        return value >= 0 && value < 10 ? Long.toString(value) : hex(value);
    }

    /** A number of things: {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A number of things with what they are: {@code 1 fault}, {@code 2 faults}. */
    public static String count(long value, String singular) {
        return count(value) + " " + (value == 1 ? singular : singular + "s");
    }

    /** Bytes in the largest unit that has no rest: {@code 64 MiB}. */
    public static String size(long bytes) {
        int unit = 0;
        long value = bytes;
        while (value >= KIB && value % KIB == 0 && unit < UNITS.length - 1) {
            value /= KIB;
            unit++;
        }
        return count(value) + " " + UNITS[unit];
    }

    /** Half of the IPA space in the words of Arm and of KVM. */
    public static String half(boolean isProtected) {
        return isProtected ? "protected (private)" : "unprotected (shared)";
    }

    public static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    public static String padLeft(String text, int width) {
        return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
    }
}
