package org.realmscope.swtbot.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainPathTest {
    private static final String CALL = "RMI_DATA_CREATE_UNKNOWN";

    private final RealmWorkbench workbench = new RealmWorkbench();

    @BeforeEach
    void makeProject() {
        workbench.openPerspective();
        workbench.makeProject();
        workbench.addCallBreakpoint(CALL);
    }

    @AfterEach
    void clear() throws CoreException {
        workbench.clear();
    }

    @Test
    void machineIsSteppedInBothDirectionsByKeys() {
        workbench.debugFromContextMenu();
        workbench.awaitFrame(CALL);
        String stopped = workbench.moment();
        workbench.move(() -> workbench.press("F6"));
        workbench.move(() -> workbench.press("F7"));
        workbench.move(() -> workbench.press("F5"));
        workbench.move(() -> workbench.press("Shift+F5"));
        workbench.move(() -> workbench.press("Shift+F8"));
        workbench.awaitFrame(CALL);
        assertEquals(stopped, workbench.moment());
        workbench.press("Ctrl+F2");
        workbench.until(workbench::isTerminated, () -> "the session does not end");
    }

    @Test
    void viewsShowTheMachineWhereItStands() {
        workbench.selectScenario();
        workbench.runMenu("Debug As").menu("1 Realm Debug").click();
        workbench.awaitFrame(CALL);
        for (String v : List.of("RTT Entries", "RIPAS", "Granules", "Stage-2 Fault History", "RMI Calls")) {
            System.out.println(v + " " + workbench.awaitRow(v, "").rows());
        }
        workbench.awaitRow("RTT Entries", "realm0");
        workbench.awaitRow("Stage-2 Fault History", "IPA 0x200000");
        workbench.awaitRow("RMI Calls", CALL);
        workbench.runMenu("Terminate").click();
        workbench.until(workbench::isTerminated, () -> "the session does not end");
    }

    @Test
    void momentOfAFaultIsShownAndComparedWithTheMachine() {
        workbench.debugFromContextMenu();
        workbench.awaitFrame(CALL);
        GridBot faults = workbench.awaitRow("Stage-2 Fault History", "IPA 0x200000");
        faults.select("IPA 0x200000");
        faults.contextMenu("Explain").click();
        SWTBotShell explanation = workbench.shell("Explain");
        explanation.close();
        faults.contextMenu("Show State at This Moment").click();
        workbench.until(() -> workbench.moments() == 1, () -> "the moment is not open");
        System.out.println(workbench.awaitRow("Compare Moments", "RIPAS").rows());
    }

    @Test
    void commandsAboutTheMachineWaitForASession() {
        List<String> items = workbench.runMenu();
        assertTrue(items.indexOf("Step Into") < items.indexOf("Step Back"), items.toString());
        assertFalse(workbench.runMenu("Step Back").isEnabled());
        assertFalse(workbench.runMenu("Reverse Resume").isEnabled());
    }
}
