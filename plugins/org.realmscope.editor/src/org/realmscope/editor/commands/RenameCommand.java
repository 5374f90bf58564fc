package org.realmscope.editor.commands;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.window.Window;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.swt.widgets.Shell;
import org.realmscope.editor.language.DocumentEdits;
import org.realmscope.editor.text.Words;

/** Gives the thing whose name is at the caret another name, everywhere. */
public final class RenameCommand extends ScenarioCommand {
    private static final String TITLE = "Rename";

    @Override
    void execute(Place place) {
        IDocument document = place.document().document();
        IRegion word = Words.at(document, place.selection().getOffset());
        String name = word == null ? "" : text(document, word);
        if (word == null || !Words.isName(name)) {
            place.say("Put the caret into the name of a realm, a vCPU, a slot or the like to rename it.");
            return;
        }
        Shell shell = place.editor().getSite().getShell();
        InputDialog dialog =
                new InputDialog(shell, TITLE, "New name of '" + name + "':", name, input -> refusal(input, name));
        if (dialog.open() == Window.OK) {
            rename(place, word.getOffset(), dialog.getValue());
        }
    }

    /** Asks the server for the edits, and makes them. */
    static void rename(Place place, int offset, String name) {
        IDocument document = place.document().document();
        long stamp = DocumentEdits.stamp(document);
        RenameParams params =
                new RenameParams(place.document().identifier(), place.document().position(offset), name);
        place.document()
                .ask(service -> service.rename(params))
                .whenComplete((edit, failure) -> place.editor()
                        .getSite()
                        .getShell()
                        .getDisplay()
                        .asyncExec(() -> finish(place, stamp, edit, failure)));
    }

    private static void finish(Place place, long stamp, @Nullable WorkspaceEdit edit, @Nullable Throwable failure) {
        Shell shell = place.editor().getSite().getShell();
        if (failure != null || edit == null) {
            String why = failure == null ? "" : "\n\n" + failure.getMessage();
            MessageDialog.openError(shell, TITLE, "This cannot be renamed so." + why);
        } else if (!DocumentEdits.apply(
                place.document().document(), stamp, DocumentEdits.of(place.document(), edit))) {
            place.say("Not renamed: the text was changed meanwhile.");
        }
    }

    private static @Nullable String refusal(String input, String old) {
        if (input.equals(old)) {
            return "";
        }
        return Words.isName(input)
                ? null
                : "A name begins with a letter or _, has letters, digits and _, and is no word of the language";
    }

    private static String text(IDocument document, IRegion region) {
        try {
            return document.get(region.getOffset(), region.getLength());
        } catch (BadLocationException e) {
            throw new IllegalStateException("A word of the document is not in it", e);
        }
    }
}
