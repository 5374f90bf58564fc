package org.realmscope.editor.text;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Makes the document of an editor known to the language server as long as the editor shows it. */
public class ScenarioReconciler implements IReconciler, ITextInputListener {
    private @Nullable ITextViewer viewer;
    private @Nullable ScenarioDocument document;

    @Override
    public void install(ITextViewer installed) {
        viewer = installed;
        installed.addTextInputListener(this);
        open(installed.getDocument());
    }

    @Override
    public void uninstall() {
        close();
        ITextViewer current = viewer;
        if (current != null) {
            current.removeTextInputListener(this);
            viewer = null;
        }
    }

    private void open(@Nullable IDocument shown) {
        close();
        ITextViewer current = viewer;
        ScenarioDocument opened =
                shown == null || current == null ? null : ScenarioLanguage.get().open(shown);
        document = opened;
        if (opened != null && current != null) {
            opened(current, opened);
        }
    }

    private void close() {
        ScenarioDocument closed = document;
        if (closed != null) {
            document = null;
            closed(closed);
            ScenarioLanguage.get().close(closed.document());
        }
    }

    /** The viewer shows a scenario from now on. */
    @SuppressWarnings("unused")
    protected void opened(ITextViewer shown, ScenarioDocument opened) {
        // The server knows it, which is enough here.
    }

    /** The viewer shows it no more. */
    @SuppressWarnings("unused")
    protected void closed(ScenarioDocument closed) {
        // Nothing more to be done.
    }

    /** What the viewer shows; null if that is no scenario that the server knows. */
    protected final @Nullable ScenarioDocument document() {
        return document;
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument oldInput, IDocument newInput) {
        close();
    }

    @Override
    public void inputDocumentChanged(IDocument oldInput, IDocument newInput) {
        open(newInput);
    }

    @Override
    public @Nullable IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
