package org.realmscope.editor.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.viewers.IPostSelectionProvider;
import org.eclipse.jface.viewers.ISelectionChangedListener;

/** The marked occurrences of a name in a viewer. */
final class Occurrences {
    private static final String GENERIC_EDITOR = "org.eclipse.ui.genericeditor";
    private static final String TOGGLE = "org.eclipse.ui.genericeditor.togglehighlight";

    private final ISourceViewer viewer;
    private final IPostSelectionProvider selection;
    private final ISelectionChangedListener listener;
    private List<Annotation> shown = List.of();

    private Occurrences(ISourceViewer viewer, IPostSelectionProvider selection, ISelectionChangedListener listener) {
        this.viewer = viewer;
        this.selection = selection;
        this.listener = listener;
        selection.addPostSelectionChangedListener(listener);
    }

    /** Tells {@code listener} from now on what is selected; null if the viewer has no occurrences to mark. */
    static @Nullable Occurrences in(ITextViewer viewer, ISelectionChangedListener listener) {
        return viewer instanceof ISourceViewer source
                        && viewer.getSelectionProvider() instanceof IPostSelectionProvider selection
                ? new Occurrences(source, selection, listener)
                : null;
    }

    /** Tells nobody any more. */
    void end() {
        selection.removePostSelectionChangedListener(listener);
    }

    /** The viewer. */
    ISourceViewer viewer() {
        return viewer;
    }

    /** Whether the generic editor's button for them is pressed. */
    static boolean areWanted() {
        return Platform.getPreferencesService().getBoolean(GENERIC_EDITOR, TOGGLE, true, null);
    }

    /** Makes them these. */
    void replace(Collection<Position> wanted) {
        if (viewer.getAnnotationModel() instanceof IAnnotationModelExtension model) {
            Map<Annotation, Position> fresh = new HashMap<>();
            wanted.forEach(
                    each -> fresh.put(new Annotation(OccurrenceReconciler.ANNOTATION, false, "Occurrence"), each));
            model.replaceAnnotations(shown.toArray(Annotation[]::new), fresh);
            shown = List.copyOf(fresh.keySet());
        }
    }
}
