package org.realmscope.editor.commands;

import java.util.List;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.realmscope.editor.language.DocumentEdits;

/** Writes one statement a line, with the indentation that it should have. */
public final class FormatCommand extends ScenarioCommand {
    private static final int INDENTATION = 4;

    @Override
    void execute(Place place) {
        long stamp = DocumentEdits.stamp(place.document().document());
        DocumentFormattingParams params =
                new DocumentFormattingParams(place.document().identifier(), new FormattingOptions(INDENTATION, true));
        then(place, place.document().ask(service -> service.formatting(params)), "This cannot be formatted.", edits -> {
            if (!DocumentEdits.apply(place.document().document(), stamp, List.copyOf(edits))) {
                place.say("Not formatted: the text was changed meanwhile.");
            }
        });
    }
}
