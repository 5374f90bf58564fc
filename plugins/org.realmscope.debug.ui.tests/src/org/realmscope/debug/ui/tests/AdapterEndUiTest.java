package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.RealmFrame;

/** The adapter ends by itself: people see why, and the workbench goes on. */
class AdapterEndUiTest extends SessionFixture {
    private final boolean isAutomated = ErrorDialog.AUTOMATED_MODE;

    /** Without people the platform shows no dialogs. */
    @BeforeEach
    void beThere() {
        ErrorDialog.AUTOMATED_MODE = false;
    }

    @AfterEach
    void leave() {
        ErrorDialog.AUTOMATED_MODE = isAutomated;
    }

    @Test
    void dialogSaysThatTheAdapterHasEndedAndTheSessionIsOver() throws Exception {
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        long pid = Long.parseLong(launched().getProcesses()[0].getLabel().replaceAll("\\D+", ""));
        Screen.inDialog(
                "Problem Occurred",
                () -> assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly()),
                shell -> {
                    String said = text(shell);
                    assertTrue(said.contains("Realm Debug"), said);
                    assertTrue(said.contains("The debug adapter has ended unexpectedly, with exit code "), said);
                });
        Screen.until(() -> launched().isTerminated(), () -> "the launch does not end");
        Screen.until(
                () -> !(DebugUITools.getDebugContext() instanceof RealmFrame frame && frame.isSuspended()),
                () -> "a frame of a machine that is gone is selected");
    }

    private static String text(Shell shell) {
        StringBuilder all = new StringBuilder();
        Screen.controls(shell).forEach(each -> {
            if (each instanceof Label label) {
                all.append(label.getText()).append('\n');
            } else if (each instanceof Text text) {
                all.append(text.getText()).append('\n');
            }
        });
        return all.toString();
    }
}
