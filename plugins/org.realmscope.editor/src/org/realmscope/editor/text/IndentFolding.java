package org.realmscope.editor.text;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.source.projection.ProjectionViewer;

/**
 * Folds what is indented, in sources for which there is no server. The generic editor's own reconciler for that dies if
 * an editor is given another source while it starts, as a debugger does, and the workbench then waits for it for ever
 * when the editor is closed; this one has no thread.
 */
public final class IndentFolding implements IReconciler, ITextInputListener, IDocumentListener {
    private final Runnable refresh = this::refresh;
    private @Nullable ITextViewer viewer;
    private @Nullable FoldedViewer folded;
    private @Nullable IDocument document;

    @Override
    public void install(ITextViewer installed) {
        if (installed instanceof ProjectionViewer folding) {
            viewer = folding;
            folded = new FoldedViewer(folding, refresh);
            folding.addTextInputListener(this);
            follow(folding.getDocument());
        }
    }

    @Override
    public void uninstall() {
        follow(null);
        ITextViewer current = viewer;
        FoldedViewer ended = folded;
        if (current != null && ended != null) {
            current.removeTextInputListener(this);
            ended.end();
            viewer = null;
            folded = null;
        }
    }

    private void follow(@Nullable IDocument shown) {
        IDocument before = document;
        if (before != null) {
            before.removeDocumentListener(this);
        }
        document = shown;
        if (shown != null) {
            shown.addDocumentListener(this);
            schedule();
        }
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument oldInput, IDocument newInput) {
        follow(null);
    }

    @Override
    public void inputDocumentChanged(IDocument oldInput, IDocument newInput) {
        follow(newInput);
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        // What it was is of no interest.
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        schedule();
    }

    private void schedule() {
        FoldedViewer current = folded;
        if (current != null) {
            current.schedule();
        }
    }

    private void refresh() {
        FoldedViewer current = folded;
        IDocument shown = document;
        Folds folds = current == null ? null : current.folds();
        if (folds != null && shown != null) {
            folds.replace(new Indentation(shown).blocks());
        }
    }

    @Override
    public @Nullable IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
