package org.realmscope.ui.perspective;

import java.util.Objects;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.realmscope.ui.platformmap.PlatformMapView;

/**
 * Threads and projects on the left, state on the right, and what spans the whole machine below the editor.
 */
public final class RealmDebugPerspective implements IPerspectiveFactory {

    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.ui.perspective";

    @Override
    public void createInitialLayout(@Nullable IPageLayout layout) {
        addViews(Objects.requireNonNull(layout));
    }

    private static void addViews(IPageLayout layout) {
        String editors = layout.getEditorArea();

        IFolderLayout below = layout.createFolder("machine", IPageLayout.BOTTOM, 0.62f, editors);
        below.addView(PlatformMapView.ID);
        below.addView("org.eclipse.ui.console.ConsoleView");

        IFolderLayout left = layout.createFolder("threads", IPageLayout.LEFT, 0.27f, editors);
        left.addView(IDebugUIConstants.ID_DEBUG_VIEW);
        left.addView("org.eclipse.ui.navigator.ProjectExplorer");

        IFolderLayout right = layout.createFolder("state", IPageLayout.RIGHT, 0.6f, editors);
        right.addView(IDebugUIConstants.ID_VARIABLE_VIEW);
        right.addView(IDebugUIConstants.ID_REGISTER_VIEW);
        right.addView(IDebugUIConstants.ID_BREAKPOINT_VIEW);

        layout.addShowViewShortcut(PlatformMapView.ID);
        layout.addShowViewShortcut(IDebugUIConstants.ID_MEMORY_VIEW);
        layout.addPerspectiveShortcut(IDebugUIConstants.ID_DEBUG_PERSPECTIVE);
    }
}
