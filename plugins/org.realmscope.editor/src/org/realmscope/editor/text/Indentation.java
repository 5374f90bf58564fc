package org.realmscope.editor.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Position;

/**
 * How the lines of a text are indented. Lines of the C preprocessor stand in the first column wherever they are, and
 * say nothing of that.
 */
record Indentation(IDocument document) {
    private static final int TAB = 8;

    private record Line(int number, int indent) {}

    /** Each line with the lines behind it that are indented more, where there are some. */
    List<Position> blocks() {
        List<Position> blocks = new ArrayList<>();
        Deque<Line> open = new ArrayDeque<>();
        int last = 0;
        try {
            for (int i = 0; i < document.getNumberOfLines(); i++) {
                IRegion region = document.getLineInformation(i);
                String text = document.get(region.getOffset(), region.getLength());
                if (!text.isBlank() && text.charAt(0) != '#') {
                    Line line = new Line(i, indent(text));
                    close(open, line.indent(), last, blocks);
                    open.push(line);
                    last = i;
                }
            }
            close(open, 0, last, blocks);
        } catch (BadLocationException e) {
            throw new IllegalStateException("A line of the document is not in it", e);
        }
        return blocks;
    }

    /** A line with this indent has come. */
    private void close(Deque<Line> open, int indent, int last, List<Position> blocks) throws BadLocationException {
        while (!open.isEmpty() && open.peek().indent() >= indent) {
            Line first = open.pop();
            if (last > first.number()) {
                int start = document.getLineOffset(first.number());
                int end = document.getLineOffset(last) + document.getLineLength(last);
                blocks.add(new Position(start, end - start));
            }
        }
    }

    private static int indent(String text) {
        int column = 0;
        for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
            column = text.charAt(i) == '\t' ? (column / TAB + 1) * TAB : column + 1;
        }
        return column;
    }
}
