package org.realmscope.editor.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.jface.text.source.ISourceViewer;

/** The marked occurrences of a name in a viewer. */
final class Occurrences {
    private static final String GENERIC_EDITOR = "org.eclipse.ui.genericeditor";
    private static final String TOGGLE = "org.eclipse.ui.genericeditor.togglehighlight";

    private final ISourceViewer viewer;
    private List<Annotation> shown = List.of();

    Occurrences(ISourceViewer viewer) {
        this.viewer = viewer;
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
