package org.realmscope.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

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
        assertNotNull(page.findView("org.realmscope.ui.platformmap"));
        assertNotNull(page.findView("org.eclipse.debug.ui.DebugView"));
    }
}
