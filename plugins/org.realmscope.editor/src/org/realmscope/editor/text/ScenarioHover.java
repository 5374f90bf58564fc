package org.realmscope.editor.text;

import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.DefaultInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.editors.text.EditorsUI;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Tells what a word of a scenario means. The platform asks on a thread of its own. */
public final class ScenarioHover implements ITextHover, ITextHoverExtension {
    private static final int SECONDS = 3;

    @Override
    public @Nullable String getHoverInfo(ITextViewer viewer, IRegion region) {
        Optional<ScenarioDocument> known = ScenarioLanguage.get().document(viewer.getDocument());
        if (known.isEmpty() || Display.getCurrent() != null) {
            return null;
        }
        ScenarioDocument document = known.get();
        HoverParams params = new HoverParams(document.identifier(), document.position(region.getOffset()));
        Hover hover = Answers.await(document.ask((TextDocumentService service) -> service.hover(params)), SECONDS);
        String text = hover == null ? "" : text(hover);
        return text.isBlank() ? null : Markdown.toHtml(text);
    }

    private static String text(Hover hover) {
        MarkupContent markup = hover.getContents().getRight();
        return markup == null ? "" : markup.getValue();
    }

    @Override
    public @Nullable IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return Words.at(viewer.getDocument(), offset);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return parent -> new DefaultInformationControl(parent, EditorsUI.getTooltipAffordanceString());
    }
}
