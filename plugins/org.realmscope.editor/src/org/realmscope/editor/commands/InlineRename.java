package org.realmscope.editor.commands;

import java.util.Comparator;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.link.ILinkedModeListener;
import org.eclipse.jface.text.link.LinkedModeModel;
import org.eclipse.jface.text.link.LinkedModeUI.ExitFlags;
import org.eclipse.jface.text.link.LinkedModeUI.IExitPolicy;
import org.eclipse.jface.text.link.LinkedPosition;
import org.eclipse.jface.text.link.LinkedPositionGroup;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.VerifyEvent;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.text.undo.DocumentUndoManagerRegistry;
import org.eclipse.text.undo.IDocumentUndoManager;
import org.eclipse.ui.texteditor.link.EditorLinkedModeUI;
import org.realmscope.editor.commands.ScenarioCommand.Place;
import org.realmscope.editor.text.Words;

/**
 * Renaming within the text: Enter ends it, Escape takes it back, and so does a name that is none. It is one step that
 * can be undone.
 */
final class InlineRename implements ILinkedModeListener, IExitPolicy {
    private final Place place;
    private final String old;
    private final LinkedPositionGroup uses = new LinkedPositionGroup();
    private boolean isCancelled;

    InlineRename(Place place, String old) {
        this.place = place;
        this.old = old;
    }

    /**
     * Begins.
     *
     * @param first the use where the caret is
     * @param all uses, the first among them
     */
    void start(IRegion first, List<IRegion> all) {
        ITextViewer viewer = viewer();
        if (viewer == null) {
            return;
        }
        IDocument document = place.document().document();
        LinkedModeModel model = new LinkedModeModel();
        try {
            int rank = 0;
            for (IRegion each : inOrder(first, all)) {
                uses.addPosition(new LinkedPosition(document, each.getOffset(), each.getLength(), rank++));
            }
            model.addGroup(uses);
            model.forceInstall();
        } catch (BadLocationException e) {
            throw new IllegalStateException("A use of the name is not in the document", e);
        }
        IDocumentUndoManager undo = DocumentUndoManagerRegistry.getDocumentUndoManager(document);
        if (undo != null) {
            undo.beginCompoundChange();
        }
        model.addLinkingListener(this);
        EditorLinkedModeUI mode = new EditorLinkedModeUI(model, viewer);
        mode.setExitPolicy(this);
        mode.enter();
        viewer.setSelectedRange(first.getOffset(), first.getLength());
        place.say("Type the new name. Enter ends renaming, Escape takes it back.");
    }

    /** Tab goes from the caret's use to those below it, and then to those from the beginning on. */
    private static List<IRegion> inOrder(IRegion first, List<IRegion> all) {
        return all.stream()
                .sorted(Comparator.comparing((IRegion each) -> each.getOffset() < first.getOffset())
                        .thenComparing(IRegion::getOffset))
                .toList();
    }

    private @Nullable ITextViewer viewer() {
        return place.editor().getAdapter(ITextOperationTarget.class) instanceof ITextViewer viewer ? viewer : null;
    }

    @Override
    public @Nullable ExitFlags doExit(LinkedModeModel model, VerifyEvent event, int offset, int length) {
        isCancelled |= event.character == SWT.ESC;
        return null;
    }

    @Override
    public void left(LinkedModeModel model, int flags) {
        IDocument document = place.document().document();
        String refusal = "";
        try {
            String name = uses.getPositions()[0].getContent();
            if (isCancelled) {
                restore(document);
            } else if (!Words.isName(name)) {
                restore(document);
                refusal = "'" + name + "' can be no name: a name begins with a letter or _, has letters, digits and _, "
                        + "and is no word of the language.";
            }
        } catch (BadLocationException e) {
            throw new IllegalStateException("A use of the name is not in the document", e);
        } finally {
            IDocumentUndoManager undo = DocumentUndoManagerRegistry.getDocumentUndoManager(document);
            if (undo != null) {
                undo.endCompoundChange();
            }
        }
        place.say(refusal);
    }

    private void restore(IDocument document) throws BadLocationException {
        MultiTextEdit all = new MultiTextEdit();
        for (LinkedPosition each : uses.getPositions()) {
            if (!each.getContent().equals(old)) {
                all.addChild(new ReplaceEdit(each.getOffset(), each.getLength(), old));
            }
        }
        all.apply(document);
    }

    @Override
    public void suspend(LinkedModeModel model) {
        // The name is typed on when it is resumed.
    }

    @Override
    public void resume(LinkedModeModel model, int flags) {
        // Nothing to be prepared.
    }
}
