package org.realmscope.scenario.lang.ide;

import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.TextRegion;

/**
 * A text in which every position means something: a character behind its line is the line's end (LSP, "Position"), and
 * a line behind the last is the end of the text. An editor may ask about a text that it has just made shorter.
 */
final class LenientDocument extends Document {
    LenientDocument(Integer version, String contents) {
        super(version, contents);
    }

    @Override
    public int getOffSet(Position position) {
        String text = getContents();
        int start = 0;
        for (int line = 0; line < position.getLine(); line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return text.length();
            }
            start = end + 1;
        }
        int next = text.indexOf('\n', start);
        int end = next < 0 ? text.length() : next;
        if (end > start && next >= 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        return Math.clamp((long) start + position.getCharacter(), start, end);
    }

    @Override
    public ITextRegion getTextRegion(Range range) {
        int start = getOffSet(range.getStart());
        return new TextRegion(start, Math.max(0, getOffSet(range.getEnd()) - start));
    }

    @Override
    public Document applyTextDocumentChanges(Iterable<? extends TextDocumentContentChangeEvent> changes) {
        LenientDocument current = this;
        for (TextDocumentContentChangeEvent change : changes) {
            current = current.changed(change);
        }
        return current;
    }

    private LenientDocument changed(TextDocumentContentChangeEvent change) {
        Document changed = super.applyTextDocumentChanges(List.of(change));
        return new LenientDocument(changed.getVersion(), changed.getContents());
    }
}
