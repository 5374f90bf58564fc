package org.realmscope.editor.text;

import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;

/** Words of documents. */
public final class Words {
    private static final Set<String> BOTH = Set.of(
            "rtt", "rd", "rec", "ripas", "program", "realm", "vcpu", "slot", "host", "text", "level", "status", "step",
            "mmio", "reads");

    private Words() {
        // Functions only.
    }

    /** The word around an offset, or that ends there; null if there is none. */
    public static @Nullable IRegion at(IDocument document, int offset) {
        try {
            int start = offset;
            while (start > 0 && isPart(document.getChar(start - 1))) {
                start--;
            }
            int end = offset;
            while (end < document.getLength() && isPart(document.getChar(end))) {
                end++;
            }
            return end == start ? null : new Region(start, end - start);
        } catch (BadLocationException e) {
            throw new IllegalStateException("An offset within the document is not in it", e);
        }
    }

    /** Whether a word can be a name: it is none of the language's, but for a few that can be both, and no number. */
    public static boolean isName(String word) {
        return word.matches("[A-Za-z_]\\w*") && (!Syntax.SCENARIO.isKeyword(word) || BOTH.contains(word));
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
