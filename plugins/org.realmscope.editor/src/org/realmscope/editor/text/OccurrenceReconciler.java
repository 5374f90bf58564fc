package org.realmscope.editor.text;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.realmscope.editor.language.DocumentEdits;
import org.realmscope.editor.language.Places;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Marks all occurrences of the name at the caret, as long as the generic editor's button for that is pressed. */
public final class OccurrenceReconciler extends ScenarioReconciler implements ISelectionChangedListener {
    /** The annotation of the generic editor for occurrences. */
    public static final String ANNOTATION = "org.eclipse.ui.genericeditor.text";

    private @Nullable Occurrences occurrences;
    private int asked;

    @Override
    protected void opened(ITextViewer in, ScenarioDocument opened) {
        occurrences = Occurrences.in(in, this);
    }

    @Override
    protected void closed(ScenarioDocument closed) {
        Occurrences ended = occurrences;
        if (ended != null) {
            ended.end();
            occurrences = null;
        }
    }

    @Override
    public void selectionChanged(SelectionChangedEvent event) {
        ScenarioDocument document = document();
        if (document == null || !(event.getSelection() instanceof ITextSelection selection)) {
            return;
        }
        asked++;
        if (!Occurrences.areWanted()) {
            show(document, List.of());
            return;
        }
        int question = asked;
        long stamp = DocumentEdits.stamp(document.document());
        DocumentHighlightParams params =
                new DocumentHighlightParams(document.identifier(), document.position(selection.getOffset()));
        document.ask(service -> service.documentHighlight(params)).whenComplete((found, failure) -> {
            Occurrences current = occurrences;
            if (failure != null) {
                ScenarioLanguage.log(failure);
            } else if (found != null && current != null && current.viewer().getTextWidget() != null) {
                current.viewer().getTextWidget().getDisplay().asyncExec(() -> {
                    if (question == asked
                            && document == document()
                            && stamp == DocumentEdits.stamp(document.document())) {
                        show(document, new ArrayList<>(found));
                    }
                });
            }
        });
    }

    private void show(ScenarioDocument document, List<DocumentHighlight> found) {
        Occurrences marked = occurrences;
        if (marked != null) {
            marked.replace(found.stream()
                    .map(each -> Places.region(document.document(), each.getRange()))
                    .map(region -> new Position(region.getOffset(), region.getLength()))
                    .toList());
        }
    }
}
