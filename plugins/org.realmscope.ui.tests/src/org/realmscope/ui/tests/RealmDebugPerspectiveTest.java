package org.realmscope.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.junit.jupiter.api.Test;

class RealmDebugPerspectiveTest {

    @Test
    void perspectiveOpensWithItsViews() throws WorkbenchException {
        IWorkbench workbench = PlatformUI.getWorkbench();
        IWorkbenchWindow window = workbench.getActiveWorkbenchWindow();
        IWorkbenchPage page = workbench.showPerspective("org.realmscope.ui.perspective", window);

        assertEquals("Realm Debug", page.getPerspective().getLabel());
        for (String view : List.of("rtt", "ripas", "granules", "faults", "rmi", "compare")) {
            assertNotNull(page.findViewReference("org.realmscope.ui." + view), view);
        }
        assertNotNull(page.findView("org.eclipse.debug.ui.DebugView"));
    }
}
