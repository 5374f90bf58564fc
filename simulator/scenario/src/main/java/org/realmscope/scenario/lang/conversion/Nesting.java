package org.realmscope.scenario.lang.conversion;

import java.util.OptionalInt;

/** How deep the braces of a text are nested; a parser follows them on its stack. */
public final class Nesting {
    /** More than anybody writes: a step in a loop is four deep. */
    public static final int MOST = 100;

    private Nesting() {}

    /** Offset of the first brace that is deeper than {@link #MOST}; none if there is none. */
    public static OptionalInt tooDeep(String text) {
        int depth = 0;
        int i = 0;
        while (i < text.length()) {
            char character = text.charAt(i);
            if (text.startsWith("//", i)) {
                i = behind(text, "\n", i);
            } else if (text.startsWith("/*", i)) {
                i = behind(text, "*/", i + 2);
            } else if (character == '"') {
                i = behindText(text, i + 1);
            } else {
                if (character == '{' && ++depth > MOST) {
                    return OptionalInt.of(i);
                }
                depth -= character == '}' && depth > 0 ? 1 : 0;
                i++;
            }
        }
        return OptionalInt.empty();
    }

    private static int behind(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private static int behindText(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '"' && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
