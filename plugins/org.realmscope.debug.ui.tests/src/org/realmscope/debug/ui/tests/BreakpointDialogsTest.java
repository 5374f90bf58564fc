package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

class BreakpointDialogsTest {
    private static final String COMMAND = "org.realmscope.debug.ui.command.ADD_%s_BREAKPOINT";

    @BeforeEach
    @AfterEach
    void removeBreakpoints() throws CoreException {
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        manager.removeBreakpoints(manager.getBreakpoints(), true);
    }

    private static <B extends RealmBreakpoint> B add(String kind, String title, Class<B> type, Consumer<Shell> fill)
            throws Exception {
        Screen.inDialog(
                "Add " + title,
                () -> Screen.window().getService(IHandlerService.class).executeCommand(COMMAND.formatted(kind), null),
                shell -> {
                    fill.accept(shell);
                    Screen.press(Screen.button(shell, "OK"));
                });
        IBreakpoint[] all = DebugPlugin.getDefault().getBreakpointManager().getBreakpoints();
        assertEquals(1, all.length, "breakpoints");
        return assertInstanceOf(type, all[0]);
    }

    private static void write(Shell shell, String label, String text) {
        Screen.labelled(shell, label, Text.class).setText(text);
    }

    private static void choose(Shell shell, String label, String item) {
        Combo combo = Screen.labelled(shell, label, Combo.class);
        combo.setText(item);
        combo.notifyListeners(SWT.Selection, new Event());
    }

    /** From the search on with the keyboard alone. */
    @Test
    void searchedFunctionIsTakenWithEnterAndFoundWithDown() throws Exception {
        CallBreakpoint set = add("CALL", "RMI Call Breakpoint", CallBreakpoint.class, shell -> {
            Text search = Screen.labelled(shell, "Search:", Text.class);
            Text function = Screen.labelled(shell, "Function:", Text.class);
            search.setText("rtt_");
            assertFalse(enter(search), "Enter closes the dialog");
            assertEquals("", function.getText(), "there are several");
            Event down = new Event();
            down.keyCode = SWT.ARROW_DOWN;
            search.notifyListeners(SWT.KeyDown, down);
            Screen.until(() -> function.getText().startsWith("RMI_RTT_"), () -> "the first is not selected");
            search.setText("unknown");
            assertFalse(enter(search), "Enter closes the dialog");
            Screen.until(() -> function.getText().equals("RMI_DATA_CREATE_UNKNOWN"), () -> "the only one is not taken");
        });
        assertEquals("RMI_DATA_CREATE_UNKNOWN", set.function());
    }

    /** Presses Enter; whether the dialog's default button is pressed then. */
    private static boolean enter(Text field) {
        Event enter = new Event();
        enter.detail = SWT.TRAVERSE_RETURN;
        enter.doit = true;
        field.notifyListeners(SWT.Traverse, enter);
        return enter.doit;
    }

    @Test
    void callDialogSetsEverythingThatCanBeSaid() throws Exception {
        CallBreakpoint set = add("CALL", "RMI Call Breakpoint", CallBreakpoint.class, shell -> {
            assertFalse(Screen.button(shell, "OK").isEnabled(), "without a function");
            write(shell, "Search:", "data_create_un");
            Tree tree = Screen.one(shell, Tree.class, each -> true);
            assertEquals(1, tree.getItemCount(), "interfaces");
            TreeItem found = tree.getItem(0).getItem(0);
            assertEquals("RMI_DATA_CREATE_UNKNOWN (rd, data, ipa)", found.getText());
            tree.setSelection(found);
            Event event = new Event();
            event.item = found;
            tree.notifyListeners(SWT.Selection, event);
            Text function = Screen.labelled(shell, "Function:", Text.class);
            Screen.until(() -> !function.getText().isEmpty(), () -> "the function is not taken over");
            assertFalse(Screen.labelled(shell, "Status:", Combo.class).isEnabled(), "status at the entry");
            Screen.press(Screen.button(shell, "Stop at the outcome"));
            choose(shell, "Status:", "4: RMI_ERROR_RTT, RSI_ERROR_UNKNOWN");
            write(shell, "Index:", "2");
            write(shell, "Realm:", "realm0");
            write(shell, "vCPU:", "0");
            write(shell, "IPAs from:", "0x20_0000");
            assertFalse(Screen.button(shell, "OK").isEnabled(), "a range without an end");
            write(shell, "up to, without:", "0x20_1000");
            write(shell, "Condition:", "ipa > 0x1000");
            write(shell, "Hits:", ">= 3");
            write(shell, "Log message:", "ipa {ipa}");
        });
        assertEquals("RMI_DATA_CREATE_UNKNOWN", set.function());
        assertTrue(set.flag(CallBreakpoint.OUTCOME));
        assertEquals(4, set.number(CallBreakpoint.STATUS));
        assertEquals(2, set.number(CallBreakpoint.INDEX));
        assertEquals("realm0", set.text(CallBreakpoint.REALM));
        assertEquals(0, set.number(CallBreakpoint.VCPU));
        assertEquals("0x20_0000", set.text(CallBreakpoint.BASE));
        assertEquals("0x20_1000", set.text(CallBreakpoint.END));
        assertEquals("ipa > 0x1000", set.condition());
        assertEquals(">= 3", set.hitCondition());
        assertEquals("ipa {ipa}", set.logMessage());
    }

    @Test
    void mistakesInADialogAreNotTaken() throws Exception {
        CallBreakpoint set = add("CALL", "RMI Call Breakpoint", CallBreakpoint.class, shell -> {
            Map<String, String> mistakes = Map.of(
                    "Function:", "RMI_NOTHING",
                    "Hits:", "often",
                    "Condition:", "(ipa",
                    "Log message:", "{ipa",
                    "vCPU:", "one",
                    "IPAs from:", "there");
            write(shell, "Function:", "RMI_*");
            assertTrue(Screen.button(shell, "OK").isEnabled(), "right");
            mistakes.forEach((label, mistake) -> {
                Text field = Screen.labelled(shell, label, Text.class);
                String right = field.getText();
                field.setText(mistake);
                assertFalse(Screen.button(shell, "OK").isEnabled(), mistake);
                field.setText(right);
                assertTrue(Screen.button(shell, "OK").isEnabled(), label);
            });
        });
        assertEquals("RMI_*", set.function());
        assertFalse(set.flag(CallBreakpoint.OUTCOME));
        assertNull(set.condition());
    }

    @Test
    void faultDialogSetsFilters() throws Exception {
        FaultBreakpoint set = add("FAULT", "Stage 2 Fault Breakpoint", FaultBreakpoint.class, shell -> {
            choose(shell, "Half:", "unprotected");
            choose(shell, "Access:", "write");
            choose(shell, "Kind:", "access flag");
            choose(shell, "Level:", "3");
        });
        assertEquals("unprotected", set.text(FaultBreakpoint.HALF));
        assertEquals("write", set.text(FaultBreakpoint.ACCESS));
        assertEquals("access_flag", set.text(FaultBreakpoint.KIND));
        assertEquals(3, set.number(FaultBreakpoint.LEVEL));
        assertNull(set.text(FaultBreakpoint.REALM));
    }

    @Test
    void hazardDialogSetsAHazard() throws Exception {
        HazardBreakpoint set = add(
                "HAZARD",
                "Hazard Breakpoint",
                HazardBreakpoint.class,
                shell -> Screen.press(Screen.button(shell, "Leaked granules")));
        assertEquals("leakedGranule", set.hazard());
    }

    @Test
    void functionDialogSetsAFunction() throws Exception {
        FunctionBreakpoint set = add(
                "FUNCTION",
                "C Function Breakpoint",
                FunctionBreakpoint.class,
                shell -> write(shell, "Function:", "kvm_handle_guest_abort"));
        assertEquals("kvm_handle_guest_abort", set.function());
    }

    @Test
    void propertyPageShowsAndChangesWhatIsSet() throws Exception {
        CallBreakpoint breakpoint = CallBreakpoint.at("RMI_RTT_CREATE", Map.of(CallBreakpoint.OUTCOME, true));
        PreferenceDialog properties =
                PreferencesUtil.createPropertyDialogOn(Screen.window().getShell(), breakpoint, null, null, null);
        properties.setBlockOnOpen(false);
        properties.open();
        Shell shell = properties.getShell();
        assertEquals(
                "RMI_RTT_CREATE",
                Screen.labelled(shell, "Function:", Text.class).getText());
        assertTrue(Screen.button(shell, "Stop at the outcome").getSelection());
        write(shell, "Condition:", "level == 3");
        Screen.press(Screen.button(shell, "Stop at the entry"));
        Screen.press(Screen.button(shell, "Enabled"));
        Screen.press(Screen.button(shell, "Apply and Close"));
        assertEquals("level == 3", breakpoint.condition());
        assertFalse(breakpoint.flag(CallBreakpoint.OUTCOME));
        assertFalse(breakpoint.isEnabled());
    }

    @Test
    void everyKindHasAnImageOfItsOwnWhenEnabledAndWhenNot() throws Exception {
        IDebugModelPresentation presentation = DebugUITools.newDebugModelPresentation();
        RealmBreakpoint call = CallBreakpoint.at("RMI_VERSION", Map.of());
        RealmBreakpoint fault = FaultBreakpoint.with(Map.of());
        assertEquals("RMI_VERSION", presentation.getText(call));
        var enabled = presentation.getImage(call);
        assertFalse(enabled.equals(presentation.getImage(fault)), "kinds look alike");
        call.setEnabled(false);
        assertFalse(enabled.equals(presentation.getImage(call)), "a disabled one looks enabled");
        presentation.dispose();
    }

    /** The platform looks for sources on threads of its own, and makes a presentation there. */
    @Test
    void presentationCanBeMadeAndAskedOnAnyThread() throws Exception {
        RealmBreakpoint hazard = HazardBreakpoint.at("injectedAbort");
        CompletableFuture<String> label = new CompletableFuture<>();
        Job.create("presentation", monitor -> {
                    IDebugModelPresentation presentation = DebugUITools.newDebugModelPresentation(RealmDebug.MODEL);
                    presentation.getEditorInput(hazard);
                    label.complete(presentation.getText(hazard) + (presentation.getImage(hazard) == null));
                    presentation.dispose();
                })
                .schedule();
        Screen.until(label::isDone, () -> "no label");
        assertEquals("Injected abortsfalse", label.join());
    }
}
