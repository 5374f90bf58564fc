package org.realmscope.editor.outline;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Gives generic editors that show a scenario an outline. */
public final class OutlineAdapter implements IAdapterFactory {
    @Override
    @SuppressWarnings("null")
    public <T> T getAdapter(Object adaptable, Class<T> type) {
        return type.cast(
                type == IContentOutlinePage.class && adaptable instanceof ITextEditor editor ? outline(editor) : null);
    }

    private static @Nullable ScenarioOutline outline(ITextEditor editor) {
        if (editor.getDocumentProvider() == null) {
            return null;
        }
        ScenarioDocument document = ScenarioLanguage.get()
                .document(editor.getDocumentProvider().getDocument(editor.getEditorInput()))
                .orElse(null);
        return document == null ? null : new ScenarioOutline(editor, document);
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IContentOutlinePage.class};
    }
}
