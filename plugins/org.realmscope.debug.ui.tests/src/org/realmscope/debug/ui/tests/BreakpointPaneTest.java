package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.debug.ui.IDetailPane3;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.ISaveablePart;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.breakpoints.FaultBreakpoint;
import org.realmscope.debug.core.breakpoints.FunctionBreakpoint;
import org.realmscope.debug.core.breakpoints.HazardBreakpoint;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.breakpoints.WatchBreakpoint;
import org.realmscope.debug.core.model.MemoryAddress;
import org.realmscope.debug.ui.breakpoints.BreakpointPaneFactory;

/** What is below the Breakpoints view, and what is proposed in conditions. */
class BreakpointPaneTest {
    private final List<Shell> shells = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void removeBreakpoints() throws CoreException {
        IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
        manager.removeBreakpoints(manager.getBreakpoints(), true);
        shells.forEach(Shell::dispose);
    }

    private Shell shell() {
        Shell shell = new Shell(Screen.display());
        shell.setLayout(new FillLayout());
        shells.add(shell);
        return shell;
    }

    /** The pane that the factory makes for a breakpoint. */
    private IDetailPane3 pane(RealmBreakpoint breakpoint, Shell shell) {
        StructuredSelection selection = new StructuredSelection(breakpoint);
        BreakpointPaneFactory factory = new BreakpointPaneFactory();
        String id = factory.getDefaultDetailPane(selection);
        assertEquals(Set.of(id), factory.getDetailPaneTypes(selection));
        IDetailPane3 pane = (IDetailPane3) factory.createDetailPane(id);
        pane.init(Screen.window().getPartService().getActivePart().getSite());
        pane.createControl(shell);
        pane.display(selection);
        return pane;
    }

    @Test
    void everyKindHasAPaneThatSavesItsCondition() throws Exception {
        List<RealmBreakpoint> kinds = List.of(
                SourceLineBreakpoint.outside("/elsewhere/host.c", 3),
                FunctionBreakpoint.at("kvm_handle_guest_abort"),
                InstructionBreakpoint.at(MemoryAddress.of("EL2N:0x42000000")),
                CallBreakpoint.at("RMI_RTT_CREATE", Map.of()),
                FaultBreakpoint.with(Map.of()),
                HazardBreakpoint.at("leakedGranule"),
                WatchBreakpoint.of("ripas realm0 0x200000 0x201000", false, true));
        for (RealmBreakpoint each : kinds) {
            Shell shell = shell();
            IDetailPane3 pane = pane(each, shell);
            assertTrue(Screen.one(shell, Label.class, label -> label.getText().startsWith(each.describe()))
                    .isEnabled());
            assertFalse(pane.isDirty(), each::describe);
            Screen.labelled(shell, "Condition:", Text.class).setText("1 == 1");
            assertTrue(pane.isDirty(), each::describe);
            assertNull(each.condition());
            pane.doSave(new NullProgressMonitor());
            assertFalse(pane.isDirty(), each::describe);
            assertEquals("1 == 1", each.condition());
            pane.dispose();
        }
    }

    @Test
    void mistakesAreSaidAndNotSaved() throws Exception {
        RealmBreakpoint breakpoint = CallBreakpoint.at("RMI_RTT_CREATE", Map.of());
        Shell shell = shell();
        IDetailPane3 pane = pane(breakpoint, shell);
        Screen.labelled(shell, "Hits:", Text.class).setText("often");
        pane.doSave(null);
        assertTrue(pane.isDirty());
        assertNull(breakpoint.hitCondition());
        Screen.one(shell, Label.class, label -> label.getText().contains("'often'"));
        Screen.labelled(shell, "Hits:", Text.class).setText("% 2");
        pane.doSave(null);
        assertEquals("% 2", breakpoint.hitCondition());
        pane.dispose();
    }

    @Test
    void paneFollowsWhatIsChangedElsewhere() throws Exception {
        RealmBreakpoint breakpoint = FunctionBreakpoint.at("kvm_handle_guest_abort");
        Shell shell = shell();
        IDetailPane3 pane = pane(breakpoint, shell);
        Text condition = Screen.labelled(shell, "Condition:", Text.class);
        breakpoint.change(RealmBreakpoint.CONDITION, "vcpu != 0");
        Screen.until(() -> condition.getText().equals("vcpu != 0"), () -> "what is changed is not shown");
        assertFalse(pane.isDirty());
        breakpoint.delete();
        Screen.until(condition::isDisposed, () -> "a breakpoint that is gone is shown");
        pane.dispose();
    }

    @Test
    void breakpointsViewShowsThePaneOfTheSelectedBreakpoint() throws Exception {
        RealmBreakpoint breakpoint = CallBreakpoint.at("RMI_RTT_CREATE", Map.of());
        IDebugView view = (IDebugView) Screen.window().getActivePage().showView(IDebugUIConstants.ID_BREAKPOINT_VIEW);
        Screen.until(() -> tree("RMI_RTT_CREATE") != null, () -> "the breakpoint is not listed");
        Tree tree = Objects.requireNonNull(tree("RMI_RTT_CREATE"));
        tree.setSelection(tree.getItem(0));
        Event selected = new Event();
        selected.item = tree.getItem(0);
        tree.notifyListeners(SWT.Selection, selected);
        Screen.until(() -> hasLabel("Condition:"), () -> "the pane is not shown");
        Screen.labelled(Screen.window().getShell(), "Condition:", Text.class).setText("level == 2");
        ISaveablePart saveable = (ISaveablePart) view;
        Screen.until(saveable::isDirty, () -> "the view has nothing to save");
        saveable.doSave(new NullProgressMonitor());
        assertEquals("level == 2", breakpoint.condition());
        Screen.window().getActivePage().hideView(view);
    }

    /** The tree in sight whose first item has a text; null if there is none. */
    private static @Nullable Tree tree(String text) {
        for (Control each : Screen.controls(Screen.window().getShell())) {
            if (each instanceof Tree tree
                    && tree.isVisible()
                    && tree.getItemCount() > 0
                    && tree.getItem(0).getText().contains(text)) {
                return tree;
            }
        }
        return null;
    }

    private static boolean hasLabel(String text) {
        for (Control each : Screen.controls(Screen.window().getShell())) {
            if (each instanceof Label label
                    && label.isVisible()
                    && label.getText().replace("&", "").equals(text)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void conditionsAreAssistedWithFieldsOfTheCall() throws Exception {
        List<String> proposed = new ArrayList<>();
        Screen.inDialog("Add RMI Call Breakpoint", () -> execute("ADD_CALL_BREAKPOINT"), shell -> {
            Screen.labelled(shell, "Function:", Text.class).setText("RMI_RTT_CREATE");
            Text condition = Screen.labelled(shell, "Condition:", Text.class);
            Table proposals = assist(shell, condition, "le");
            proposed.addAll(texts(proposals));
            proposals.setSelection(proposed.indexOf("level"));
            proposals.notifyListeners(SWT.DefaultSelection, new Event());
            Screen.until(() -> condition.getText().equals("level"), condition::getText);
        });
        assertEquals(List.of("level"), proposed);
    }

    @Test
    void conditionsAreAssistedWithFieldsOfTheFaultAndTheHazard() throws Exception {
        List<String> proposed = new ArrayList<>();
        Screen.inDialog(
                "Add Stage 2 Fault Breakpoint",
                () -> execute("ADD_FAULT_BREAKPOINT"),
                shell -> proposed.addAll(texts(assist(shell, Screen.labelled(shell, "Condition:", Text.class), "ip"))));
        assertEquals(List.of("ipa"), proposed);
        proposed.clear();
        Screen.inDialog("Add Hazard Breakpoint", () -> execute("ADD_HAZARD_BREAKPOINT"), shell -> {
            Screen.press(Screen.button(shell, "Leaked granules"));
            proposed.addAll(texts(assist(shell, Screen.labelled(shell, "Log message:", Text.class), "{gr")));
        });
        assertEquals(List.of("granule"), proposed);
    }

    private static void execute(String command) throws Exception {
        Screen.window().getService(IHandlerService.class).executeCommand(SessionFixture.COMMAND + command, null);
    }

    /** The proposals behind what is written. */
    private static Table assist(Shell dialog, Text field, String written) {
        field.setFocus();
        field.setText(written);
        field.setSelection(written.length());
        Event assist = new Event();
        assist.keyCode = ' ';
        assist.character = ' ';
        assist.stateMask = SWT.CTRL;
        field.notifyListeners(SWT.KeyDown, assist);
        return popup(dialog);
    }

    private static List<String> texts(Table proposals) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < proposals.getItemCount(); i++) {
            texts.add(proposals.getItem(i).getText());
        }
        return texts;
    }

    /** The list of proposals, a window of its own. */
    private static Table popup(Shell dialog) {
        List<Table> found = new ArrayList<>();
        Screen.until(
                () -> {
                    for (Shell each : Screen.display().getShells()) {
                        if (each.getParent() == dialog || each != dialog && each.isVisible()) {
                            Screen.controls(each).stream()
                                    .filter(control -> control instanceof Table table
                                            && (table.getStyle() & SWT.VIRTUAL) != 0
                                            && each.getText().isEmpty())
                                    .forEach(control -> found.add((Table) control));
                        }
                    }
                    return !found.isEmpty();
                },
                () -> "nothing is proposed");
        return found.getFirst();
    }
}
