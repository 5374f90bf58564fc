package org.realmscope.editor.text;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.SelectionChangedEvent;

/**
 * Marks all occurrences of the word at the caret, in sources for which there is no server; has no thread, as {@link
 * IndentFolding}.
 */
public final class WordOccurrences implements IReconciler, ISelectionChangedListener {
    private static final Pattern WORD = Pattern.compile("\\w+");

    private @Nullable Occurrences occurrences;

    @Override
    public void install(ITextViewer installed) {
        occurrences = Occurrences.in(installed, this);
    }

    @Override
    public void uninstall() {
        Occurrences ended = occurrences;
        if (ended != null) {
            ended.end();
            occurrences = null;
        }
    }

    @Override
    public void selectionChanged(SelectionChangedEvent event) {
        Occurrences marked = occurrences;
        IDocument document = marked == null ? null : marked.viewer().getDocument();
        if (marked != null && document != null && event.getSelection() instanceof ITextSelection selection) {
            marked.replace(Occurrences.areWanted() ? of(document.get(), selection.getOffset()) : List.of());
        }
    }

    /** Where the word at an offset is; nowhere if that is the only one of it. */
    static List<Position> of(String text, int offset) {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        return words.stream()
                .filter(each -> each.start() <= offset && offset <= each.end())
                .findFirst()
                .map(at -> words.stream()
                        .filter(each -> each.group().equals(at.group()))
                        .map(each -> new Position(each.start(), each.end() - each.start()))
                        .toList())
                .filter(found -> found.size() > 1)
                .orElse(List.of());
    }

    @Override
    public @Nullable IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
