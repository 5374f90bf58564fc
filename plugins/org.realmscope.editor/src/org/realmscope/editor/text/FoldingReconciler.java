package org.realmscope.editor.text;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.projection.ProjectionViewer;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.realmscope.editor.language.DocumentEdits;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Folds realms, vCPUs, sections and long comments. */
public final class FoldingReconciler extends ScenarioReconciler {
    private final Runnable changed = this::schedule;
    private final Runnable refresh = this::refresh;
    private @Nullable FoldedViewer viewer;

    @Override
    protected void opened(ITextViewer shown, ScenarioDocument opened) {
        if (shown instanceof ProjectionViewer folding) {
            viewer = new FoldedViewer(folding, refresh);
            opened.onChange(changed);
            schedule();
        }
    }

    @Override
    protected void closed(ScenarioDocument closed) {
        closed.offChange(changed);
        FoldedViewer current = viewer;
        if (current != null) {
            current.end();
            viewer = null;
        }
    }

    private void schedule() {
        FoldedViewer current = viewer;
        if (current != null) {
            current.schedule();
        }
    }

    private void refresh() {
        ScenarioDocument asked = document();
        if (asked == null) {
            return;
        }
        long stamp = DocumentEdits.stamp(asked.document());
        FoldingRangeRequestParams params = new FoldingRangeRequestParams(asked.identifier());
        asked.ask(service -> service.foldingRange(params)).whenComplete((ranges, failure) -> {
            FoldedViewer current = viewer;
            if (failure != null) {
                ScenarioLanguage.log(failure);
            } else if (ranges != null && current != null) {
                current.show(() -> show(asked, stamp, ranges));
            }
        });
    }

    private void show(ScenarioDocument asked, long stamp, List<FoldingRange> ranges) {
        FoldedViewer current = viewer;
        Folds folds = current == null ? null : current.folds();
        if (folds == null || document() != asked || stamp != DocumentEdits.stamp(asked.document())) {
            return;
        }
        if (folds.isEmpty() || !asked.problems().hasSyntaxErrors()) {
            // After a syntax error what was found before is right more often than what is guessed.
            folds.replace(positions(asked.document(), ranges));
        }
    }

    private static List<Position> positions(IDocument document, List<FoldingRange> ranges) {
        List<Position> positions = new ArrayList<>();
        try {
            for (FoldingRange each : ranges) {
                if (each.getStartLine() < each.getEndLine() && each.getEndLine() < document.getNumberOfLines()) {
                    int start = document.getLineOffset(each.getStartLine());
                    int end = document.getLineOffset(each.getEndLine()) + document.getLineLength(each.getEndLine());
                    positions.add(new Position(start, end - start));
                }
            }
        } catch (BadLocationException e) {
            throw new IllegalStateException("A line of the document is not in it", e);
        }
        return positions;
    }
}
