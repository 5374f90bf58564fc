package org.realmscope.ui.perspective;

import java.util.List;
import java.util.Objects;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.platformmap.PlatformMapView;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rtt.RttView;

/**
 * Threads, projects and output on the left, state on the right, and what spans the whole machine below the editor.
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

        IFolderLayout left = layout.createFolder("threads", IPageLayout.LEFT, 0.24f, editors);
        // In front until a stop brings the other one up.
        left.addView("org.eclipse.ui.navigator.ProjectExplorer");
        left.addView(IDebugUIConstants.ID_DEBUG_VIEW);

        // A console comes to the front whenever something is written; the tables are not to be covered then.
        IFolderLayout output = layout.createFolder("output", IPageLayout.BOTTOM, 0.74f, "threads");
        output.addView("org.eclipse.ui.console.ConsoleView");

        IFolderLayout below = layout.createFolder("machine", IPageLayout.BOTTOM, 0.58f, editors);
        below.addView(FaultView.ID);
        below.addView(RmiView.ID);
        below.addView(CompareView.ID);
        below.addPlaceholder(IDebugUIConstants.ID_MEMORY_VIEW);
        below.addPlaceholder(PlatformMapView.ID);

        IFolderLayout right = layout.createFolder("state", IPageLayout.RIGHT, 0.52f, editors);
        right.addView(RttView.ID);
        right.addView(RipasView.ID);
        right.addView(GranuleView.ID);
        right.addView(IDebugUIConstants.ID_VARIABLE_VIEW);
        right.addView(IDebugUIConstants.ID_REGISTER_VIEW);
        right.addView(IDebugUIConstants.ID_BREAKPOINT_VIEW);

        for (String view : List.of(
                RttView.ID,
                RipasView.ID,
                GranuleView.ID,
                FaultView.ID,
                RmiView.ID,
                CompareView.ID,
                PlatformMapView.ID,
                IDebugUIConstants.ID_MEMORY_VIEW)) {
            layout.addShowViewShortcut(view);
        }
        layout.addPerspectiveShortcut(IDebugUIConstants.ID_DEBUG_PERSPECTIVE);
    }
}
