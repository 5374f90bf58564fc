package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.realmscope.scenario.run.Notation;

/** Writes text of which no line is longer than a terminal is wide. */
final class Lines {
    /** Longest line. */
    static final int WIDTH = 120;

    private static final String INDENT = "    ";
    private static final int LABEL = 13;

    private final Appendable out;

    Lines(Appendable out) {
        this.out = out;
    }

    void blank() throws IOException {
        out.append('\n');
    }

    /** A line, broken between words where it is too long; what follows is indented. */
    void line(String text) throws IOException {
        wrapped("", "    ", text);
    }

    /** A line of a table that is not broken. */
    void row(String text) throws IOException {
        out.append(text.stripTrailing()).append('\n');
    }

    /** A label and what it says, in a column of its own. */
    void field(String label, String text) throws IOException {
        String head = INDENT + Notation.pad(label, LABEL);
        wrapped(head, " ".repeat(head.length()), text);
    }

    /** Text under a {@link #field}. */
    void more(String text) throws IOException {
        field("", text);
    }

    private void wrapped(String head, String indent, String text) throws IOException {
        String start = head;
        for (String line : broken(text, WIDTH - Math.max(head.length(), indent.length()))) {
            out.append((start + line).stripTrailing()).append('\n');
            start = indent;
        }
    }

    private static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int at = rest.lastIndexOf(' ', width);
            if (at <= 0) {
                at = rest.indexOf(' ', width);
            }
            if (at < 0) {
                break;
            }
            lines.add(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        lines.add(rest);
        return lines;
    }
}
