package org.realmscope.editor.language;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * Offsets of documents and positions of the protocol. Both count UTF-16 units. A position that is beyond its line or
 * the document, because the document has changed since, is where that ends.
 */
public final class Places {
    private Places() {
        // Functions only.
    }

    /** The position of an offset. */
    public static Position position(IDocument document, int offset) {
        try {
            int within = Math.clamp(offset, 0, document.getLength());
            int line = document.getLineOfOffset(within);
            return new Position(line, within - document.getLineOffset(line));
        } catch (BadLocationException e) {
            throw new IllegalStateException("An offset within the document is not in it", e);
        }
    }

    /** The offset of a position. */
    public static int offset(IDocument document, Position position) {
        try {
            if (position.getLine() >= document.getNumberOfLines()) {
                return document.getLength();
            }
            IRegion line = document.getLineInformation(position.getLine());
            return line.getOffset() + Math.min(position.getCharacter(), line.getLength());
        } catch (BadLocationException e) {
            throw new IllegalStateException("A line of the document is not in it", e);
        }
    }

    /** What a range covers. */
    public static IRegion region(IDocument document, Range range) {
        int start = offset(document, range.getStart());
        return new Region(start, Math.max(0, offset(document, range.getEnd()) - start));
    }
}
