package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;

/** Where commands are in the workbench's menus, when they can be used, and which keys they have. */
class RunMenuTest extends SessionFixture {
    private static final String STEP_BACK = COMMAND + "STEP_BACK";
    private static final String KEY = "Shift+F6";
    private static final List<String> OURS = List.of("Reverse Step Over", "Reverse Resume", "Realm Time Travel");

    @Test
    void commandsToThePastStandBehindTheStepsAndNeedASession() {
        List<String> names = runMenu().stream().map(RunMenuTest::name).toList();
        int behind = names.indexOf("Step Return") + 1;
        assertEquals(OURS, names.subList(behind, behind + OURS.size()), names.toString());
        Screen.until(() -> usable().isEmpty(), () -> "without a session there are " + usable());
    }

    /** Which of our commands can be chosen in the Run menu. */
    private static List<String> usable() {
        return runMenu().stream()
                .filter(item -> OURS.contains(name(item)))
                .flatMap(item -> item.getMenu() == null ? Stream.of(item) : items(item.getMenu()).stream())
                .filter(item -> (item.getStyle() & SWT.SEPARATOR) == 0 && item.isEnabled())
                .map(RunMenuTest::name)
                .toList();
    }

    @Test
    void keyOfReverseStepOverIsLeftToOthersUnlessARealmIsDebugged() throws Exception {
        Screen.until(() -> !STEP_BACK.equals(command(KEY)), () -> KEY + " is ours without a session");
        CallBreakpoint.at("RMI_DATA_CREATE_UNKNOWN", Map.of());
        launch(scenario("faulting.rme"));
        awaitFrame();
        Screen.until(() -> STEP_BACK.equals(command(KEY)), () -> KEY + " is " + command(KEY));
        Screen.until(() -> isEnabled("Reverse Step Over\t" + KEY), () -> "it is not enabled, or has not its key");
        Screen.until(() -> isEnabled("Reverse Resume\tShift+F8"), () -> "Reverse Resume is not enabled");
        launched().terminate();
        Screen.until(() -> !STEP_BACK.equals(command(KEY)), () -> KEY + " stays ours");
    }

    @Test
    void scenarioHasDebugAsInItsContextMenu() throws Exception {
        IFile scenario = scenario("faulting.rme");
        IViewPart explorer = Screen.window().getActivePage().showView("org.eclipse.ui.navigator.ProjectExplorer");
        Screen.until(() -> !projects().isEmpty(), () -> "the explorer has no project");
        Tree tree = projects().getFirst();
        explorer.getSite().getSelectionProvider().setSelection(new StructuredSelection(scenario));
        Screen.until(() -> tree.getSelectionCount() == 1, () -> "the scenario is not selected");
        MenuItem debugAs = items(tree.getMenu()).stream()
                .filter(item -> name(item).equals("Debug As"))
                .findFirst()
                .orElseThrow();
        assertEquals("1 Realm Debug", name(items(debugAs.getMenu()).getFirst()));
    }

    /** The visible tree of projects, as soon as it has one. */
    private static List<Tree> projects() {
        return Screen.controls(Screen.window().getShell()).stream()
                .filter(each -> each instanceof Tree tree
                        && tree.isVisible()
                        && tree.getItemCount() > 0
                        && tree.getItem(0).getText().equals("faults"))
                .map(Tree.class::cast)
                .toList();
    }

    private static boolean isEnabled(String text) {
        return runMenu().stream()
                .anyMatch(item -> item.getText().replace("&", "").equals(text) && item.isEnabled());
    }

    private static List<MenuItem> runMenu() {
        return items(Screen.window().getShell().getMenuBar()).stream()
                .filter(item -> name(item).equals("Run"))
                .map(item -> items(item.getMenu()))
                .findFirst()
                .orElseThrow();
    }

    /** What a menu has when it opens. */
    private static List<MenuItem> items(@Nullable Menu menu) {
        assertNotNull(menu);
        menu.notifyListeners(SWT.Show, new Event());
        return Arrays.asList(menu.getItems());
    }

    private static String name(MenuItem item) {
        return item.getText().replace("&", "").replaceAll("\t.*", "");
    }

    private static String command(String key) {
        try {
            Binding binding = PlatformUI.getWorkbench()
                    .getService(IBindingService.class)
                    .getPerfectMatch(KeySequence.getInstance(key));
            return binding == null
                    ? "nothing"
                    : binding.getParameterizedCommand().getId();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
