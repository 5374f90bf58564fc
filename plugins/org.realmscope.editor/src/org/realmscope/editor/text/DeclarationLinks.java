package org.realmscope.editor.text;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.hyperlink.AbstractHyperlinkDetector;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Location;
import org.realmscope.editor.language.Places;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/**
 * Names are links to their declarations, with the mouse and with F3. Where the declaration is, is asked when a link is
 * opened: links are looked for on the thread of the user interface.
 */
public final class DeclarationLinks extends AbstractHyperlinkDetector {
    @Override
    public IHyperlink @Nullable [] detectHyperlinks(ITextViewer viewer, IRegion region, boolean several) {
        ScenarioDocument document =
                ScenarioLanguage.get().document(viewer.getDocument()).orElse(null);
        IRegion word = document == null ? null : Words.at(document.document(), region.getOffset());
        if (document == null || word == null) {
            return null;
        }
        try {
            String name = document.document().get(word.getOffset(), word.getLength());
            return Words.isName(name) ? new IHyperlink[] {new Declaration(viewer, document, word, name)} : null;
        } catch (BadLocationException e) {
            throw new IllegalStateException("A word of the document is not in it", e);
        }
    }

    private record Declaration(ITextViewer viewer, ScenarioDocument document, IRegion word, String name)
            implements IHyperlink {
        @Override
        public IRegion getHyperlinkRegion() {
            return word;
        }

        @Override
        public @Nullable String getTypeLabel() {
            return null;
        }

        @Override
        public String getHyperlinkText() {
            return "Open Declaration of " + name;
        }

        @Override
        public void open() {
            DefinitionParams params = new DefinitionParams(document.identifier(), document.position(word.getOffset()));
            document.ask(service -> service.definition(params)).whenComplete((found, failure) -> {
                if (failure != null) {
                    ScenarioLanguage.log(failure);
                } else if (found != null && found.isLeft() && viewer.getTextWidget() != null) {
                    viewer.getTextWidget().getDisplay().asyncExec(() -> reveal(List.copyOf(found.getLeft())));
                }
            });
        }

        private void reveal(List<Location> locations) {
            if (viewer.getTextWidget() == null) {
                return;
            }
            if (locations.isEmpty()) {
                viewer.getTextWidget().getDisplay().beep();
                return;
            }
            IRegion target = Places.region(document.document(), locations.get(0).getRange());
            viewer.revealRange(target.getOffset(), target.getLength());
            viewer.setSelectedRange(target.getOffset(), target.getLength());
        }
    }
}
