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
    private static final String FAULT = "IPA 0x200000";

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
    void commandsForASessionAreDisabledBeforeIt() {
        List<String> items = workbench.runMenu();
        int stepReturn = items.indexOf("Step Return");
        List<String> ours = List.of("Reverse Step Over", "Reverse Resume", "Realm Time Travel");
        assertEquals(ours, items.subList(stepReturn + 1, stepReturn + 1 + ours.size()), items.toString());
        assertFalse(workbench.runMenu("Reverse Step Over").isEnabled());
        assertFalse(workbench.runMenu("Reverse Resume").isEnabled());
        assertFalse(workbench
                .runMenu("Realm Time Travel")
                .menu("Step to Next Fault")
                .isEnabled());
    }

    @Test
    void keysStepTheMachineInBothDirections() {
        debug();
        String stop = workbench.moment();
        press("F6");
        assertTrue(workbench.frame().startsWith(CALL), workbench.frame());
        press("F7");
        press("F5");
        press("Shift+F6");
        assertEquals(stop, workbench.moment());
        press("F8");
        press("Shift+F8");
        assertEquals(stop, workbench.moment());
        workbench.press("Ctrl+F2");
        workbench.awaitEnd();
    }

    @Test
    void lineOfTheScenarioHasABreakpointByKeyAndStops() {
        workbench.pressInLine("store 0x5a", "Ctrl+Shift+B");
        workbench.awaitItem("Breakpoints", "runtime-faulting.rme, line ");
        workbench.stopAfter(workbench::debugFromContextMenu);
        assertTrue(workbench.frame().startsWith("vcpu0"), workbench.frame());
        workbench.pressInLine("store 0x5a", "Ctrl+Shift+B");
        press("F8");
        assertTrue(workbench.frame().startsWith(CALL), workbench.frame());
        press("Shift+F8");
        assertFalse(workbench.frame().startsWith("vcpu0"), workbench.frame());
    }

    @Test
    void launchConfigurationIsMadeInItsDialogAndDebugged() {
        workbench.stopAfter(workbench::debugFromDialog);
        assertTrue(workbench.frame().startsWith(CALL), workbench.frame());
    }

    @Test
    void viewsShowTheMachineWhereItStands() {
        workbench.selectScenario();
        workbench.stopAfter(
                () -> workbench.runMenu("Debug As").menu("1 Realm Debug").click());
        workbench.awaitRow("RTT Entries", "realm0");
        workbench.awaitRow("RIPAS", "IPA range 0x200000");
        workbench.awaitRow("Granules", "State RD, Owner realm0");
        workbench.awaitRow("Stage-2 Fault History", FAULT);
        workbench.awaitRow("RMI Calls", CALL);
        workbench.awaitItem("Variables", "ipa");
        workbench.awaitItem("Breakpoints", CALL);
        workbench.runMenu("Terminate").click();
        workbench.awaitEnd();
    }

    @Test
    void momentOfAFaultIsExplainedAndComparedWithTheMachine() {
        debug();
        // To the second call, to the end, and back: before the fault has been handled its end is not known.
        List.of("F8", "F8", "Shift+F8", "Shift+F8").forEach(this::press);
        GridBot faults = workbench.awaitRow("Stage-2 Fault History", FAULT);
        faults.select(FAULT);
        faults.contextMenu("Explain").click();
        SWTBotShell explanation = workbench.shell("Fault 1 at 0x200000");
        String text = explanation.bot().text().getText();
        assertTrue(text.startsWith("Why it happened"), text);
        explanation.bot().button("Close").click();
        faults.contextMenu("Show State at This Moment").click();
        workbench.awaitItem("Debug", "Moment 69953.1: fault 1, read-only");
        // What the host has delegated since, for the page that is to be mapped.
        workbench.awaitRow("Compare Moments", "Before pa(ns), UNDELEGATED, After pa(realm), DELEGATED");
    }

    private void debug() {
        workbench.stopAfter(workbench::debugFromContextMenu);
        assertTrue(workbench.frame().startsWith(CALL), workbench.frame());
    }

    private void press(String key) {
        workbench.stopAfter(() -> workbench.press(key));
    }
}
