package org.realmscope.editor.commands;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.realmscope.editor.language.DocumentEdits;
import org.realmscope.editor.language.Places;
import org.realmscope.editor.text.Words;

/** Gives the thing whose name is at the caret another name, everywhere: what is typed is typed at all its uses. */
public final class RenameCommand extends ScenarioCommand {
    private static final String NONE =
            "Put the caret into the name of a realm, a vCPU, a slot or the like to rename it.";

    @Override
    void execute(Place place) {
        IDocument document = place.document().document();
        int caret = place.selection().getOffset();
        IRegion word = Words.at(document, caret);
        if (word == null || !Words.isName(text(document, word))) {
            place.say(NONE);
            return;
        }
        long stamp = DocumentEdits.stamp(document);
        ReferenceParams params = new ReferenceParams(
                place.document().identifier(), place.document().position(word.getOffset()), new ReferenceContext(true));
        then(place, place.document().ask(service -> service.references(params)), NONE, found -> {
            if (stamp == DocumentEdits.stamp(document)) {
                rename(place, word, new ArrayList<>(found));
            } else {
                place.say("Not renamed: the text was changed meanwhile.");
            }
        });
    }

    private static void rename(Place place, IRegion word, List<Location> found) {
        IDocument document = place.document().document();
        String name = text(document, word);
        List<IRegion> uses = found.stream()
                .map(each -> Places.region(document, each.getRange()))
                .filter(each -> text(document, each).equals(name))
                .distinct()
                .toList();
        if (uses.contains(word)) {
            new InlineRename(place, name).start(word, uses);
        } else {
            place.say(NONE);
        }
    }

    private static String text(IDocument document, IRegion region) {
        try {
            return document.get(region.getOffset(), region.getLength());
        } catch (BadLocationException e) {
            throw new IllegalStateException("A word of the document is not in it", e);
        }
    }
}
