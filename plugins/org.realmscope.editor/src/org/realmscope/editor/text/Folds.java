package org.realmscope.editor.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;

/** What can be folded in a text. */
record Folds(ProjectionAnnotationModel model) {
    boolean isEmpty() {
        return !model.getAnnotationIterator().hasNext();
    }

    /** Makes them these. Those that stay are what they were: open or folded. */
    void replace(Collection<Position> wanted) {
        Set<Position> missing = new HashSet<>(wanted);
        List<Annotation> gone = new ArrayList<>();
        for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            if (!missing.remove(model.getPosition(each))) {
                gone.add(each);
            }
        }
        Map<Annotation, Position> fresh = new HashMap<>();
        missing.forEach(each -> fresh.put(new ProjectionAnnotation(), each));
        if (!gone.isEmpty() || !fresh.isEmpty()) {
            model.modifyAnnotations(gone.toArray(Annotation[]::new), fresh, null);
        }
    }
}
