package org.realmscope.editor.language;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentExtension4;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.text.undo.DocumentUndoManagerRegistry;
import org.eclipse.text.undo.IDocumentUndoManager;

/** Edits of the server, made in documents as one step that can be undone. */
public final class DocumentEdits {
    private DocumentEdits() {
        // Functions only.
    }

    /** Those of an edit of several files that are of one document: scenarios mention nothing of each other. */
    public static List<TextEdit> of(ScenarioDocument document, WorkspaceEdit edit) {
        List<TextEdit> found = new ArrayList<>();
        if (edit.getDocumentChanges() != null) {
            for (var each : edit.getDocumentChanges()) {
                TextDocumentEdit change = each.getLeft();
                if (change != null
                        && document.path()
                                .equals(ScenarioDocument.pathOf(
                                        change.getTextDocument().getUri()))) {
                    found.addAll(change.getEdits());
                }
            }
        } else if (edit.getChanges() != null) {
            edit.getChanges().forEach((uri, edits) -> {
                if (document.path().equals(ScenarioDocument.pathOf(uri))) {
                    found.addAll(edits);
                }
            });
        }
        return found;
    }

    /**
     * Makes edits, on the thread of the user interface.
     *
     * @param stamp of the text that they are for; if the document has another one by now, nothing is done
     * @return whether they were made
     */
    public static boolean apply(IDocument document, long stamp, List<TextEdit> edits) {
        if (stamp != stamp(document)) {
            return false;
        }
        MultiTextEdit all = new MultiTextEdit();
        for (TextEdit each : edits) {
            IRegion region = Places.region(document, each.getRange());
            if (region.getLength() > 0 || !each.getNewText().isEmpty()) {
                all.addChild(new ReplaceEdit(region.getOffset(), region.getLength(), each.getNewText()));
            }
        }
        IDocumentUndoManager undo = DocumentUndoManagerRegistry.getDocumentUndoManager(document);
        if (undo != null) {
            undo.beginCompoundChange();
        }
        try {
            all.apply(document);
            return true;
        } catch (BadLocationException e) {
            throw new IllegalStateException("The language server edits what is not in the document", e);
        } finally {
            if (undo != null) {
                undo.endCompoundChange();
            }
        }
    }

    /** Says which text a document has now. */
    public static long stamp(IDocument document) {
        return document instanceof IDocumentExtension4 stamped
                ? stamped.getModificationStamp()
                : IDocumentExtension4.UNKNOWN_MODIFICATION_STAMP;
    }
}
