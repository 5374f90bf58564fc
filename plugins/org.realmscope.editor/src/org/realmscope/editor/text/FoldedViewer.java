package org.realmscope.editor.text;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.source.projection.IProjectionListener;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionViewer;

/** A viewer whose text can be folded, and when that is to be looked for anew. */
final class FoldedViewer implements IProjectionListener {
    private static final int DELAY_MILLIS = 300;

    private final ProjectionViewer viewer;
    private final Runnable refresh;

    /** @param refresh looks for what can be folded; the same one each time that a reconciler is given a viewer */
    FoldedViewer(ProjectionViewer viewer, Runnable refresh) {
        this.viewer = viewer;
        this.refresh = refresh;
        viewer.addProjectionListener(this);
    }

    /** Looks no more. */
    void end() {
        viewer.removeProjectionListener(this);
    }

    /** Looks anew when nothing has changed for a while. */
    void schedule() {
        if (isShown()) {
            viewer.getTextWidget().getDisplay().timerExec(DELAY_MILLIS, refresh);
        }
    }

    /** Runs something on the UI thread. */
    void show(Runnable shown) {
        if (isShown()) {
            viewer.getTextWidget().getDisplay().asyncExec(shown);
        }
    }

    private boolean isShown() {
        return viewer.getTextWidget() != null;
    }

    /** What can be folded; null while people have switched that off. */
    @Nullable
    Folds folds() {
        ProjectionAnnotationModel model = viewer.getProjectionAnnotationModel();
        return model == null ? null : new Folds(model);
    }

    @Override
    public void projectionEnabled() {
        schedule();
    }

    @Override
    public void projectionDisabled() {
        // The annotations are gone with their model.
    }
}
