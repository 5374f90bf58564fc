package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** The tabs of a launch configuration "Realm Debug", in the platform's dialog. */
class LaunchTabsTest extends SessionFixture {
    private static final String WELL = "Debug a scenario on a simulated platform";

    private @Nullable ILaunchConfiguration made;

    @BeforeEach
    void makeConfiguration() throws Exception {
        ILaunchConfigurationWorkingCopy copy = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE)
                .newInstance(null, "tabs");
        copy.setAttribute(
                LaunchAttribute.SCENARIO, scenario("faulting.rme").getFullPath().toString());
        copy.setAttribute(LaunchAttribute.OVERRIDES, Map.of("race", "today", "unmap_alias", "of-a-later-version"));
        made = copy.doSave();
    }

    @AfterEach
    void deleteConfiguration() throws CoreException {
        configuration().delete();
    }

    private ILaunchConfiguration configuration() {
        return Objects.requireNonNull(made);
    }

    /** Opens the dialog at a tab; what is done there is saved. */
    private void edit(String tab, Consumer<Shell> work) {
        Screen.inDialog("Edit Configuration", this::openDialog, shell -> {
            CTabFolder folder = Screen.one(shell, CTabFolder.class, each -> each.getItemCount() > 4);
            CTabItem item = Arrays.stream(folder.getItems())
                    .filter(each -> each.getText().equals(tab))
                    .findFirst()
                    .orElseThrow();
            folder.setSelection(item);
            folder.notifyListeners(SWT.Selection, event(item));
            work.accept(shell);
            Button ok = Screen.button(shell, "OK");
            assertTrue(ok.isEnabled(), tab);
            Screen.press(ok);
        });
    }

    private void openDialog() {
        DebugUITools.openLaunchConfigurationPropertiesDialog(
                Screen.window().getShell(), configuration(), IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP);
    }

    private static Event event(CTabItem item) {
        Event event = new Event();
        event.item = item;
        return event;
    }

    /** Below the dialog's title is what is wrong, or else what it is for. */
    private static void awaitMessage(Shell shell, String message) {
        Screen.until(
                () -> Screen.controls(shell).stream()
                        .anyMatch(each ->
                                each instanceof Text text && text.getText().contains(message)
                                        || each instanceof Label label
                                                && label.getText().contains(message)),
                () -> "no message: " + message);
    }

    private static void choose(Shell shell, String label, String word) {
        Combo combo = Screen.labelled(shell, label, Combo.class);
        combo.select(combo.indexOf(word));
        combo.notifyListeners(SWT.Selection, new Event());
    }

    private Map<String, String> overrides() throws CoreException {
        return configuration().getAttribute(LaunchAttribute.OVERRIDES, Map.of());
    }

    @Test
    void hostSwitchesAreInPlaceOfTheScenarios() throws CoreException {
        edit("RMM and Host", shell -> {
            assertEquals("today", Screen.labelled(shell, "Race:", Combo.class).getText());
            assertEquals(
                    "of-a-later-version",
                    Screen.labelled(shell, "Unmap alias:", Combo.class).getText());
            assertEquals(
                    "(the scenario's)",
                    Screen.labelled(shell, "Behaviour:", Combo.class).getText());
            choose(shell, "Behaviour:", "today");
            choose(shell, "Race:", "(the scenario's)");
            choose(shell, "Unknown content:", "pattern");
        });
        assertEquals(
                Map.of("behaviour", "today", "unmap_alias", "of-a-later-version", "unknown_content", "pattern"),
                overrides());
    }

    @Test
    void profileOfTheRmmIsNoFileAndAWrongFileIsRefused() throws CoreException {
        edit("RMM and Host", shell -> {
            enter(
                    shell,
                    "RMM image or profile:",
                    "nowhere/rmm.img",
                    "The RMM image 'nowhere/rmm.img' does not exist, or is no file");
            enter(shell, "RMM image or profile:", "tf-rmm-rel0", WELL);
        });
        assertEquals("tf-rmm-rel0", configuration().getAttribute(LaunchAttribute.RMM, ""));
    }

    @Test
    void platformTakesSizesAndNumbers() throws CoreException {
        edit("Scenario", shell -> {
            enter(shell, "DRAM:", "much", "DRAM is 'much'; expected: a size, as 256 MiB or 0x1000_0000");
            enter(shell, "DRAM:", "256 MiB", WELL);
            enter(shell, "PEs:", "3", WELL);
        });
        assertEquals("256 MiB", overrides().get("dram"));
        assertEquals("3", overrides().get("pes"));
    }

    /** Writes something into a field, and waits for what the dialog says then. */
    private static void enter(Shell shell, String label, String text, String message) {
        Screen.labelled(shell, label, Text.class).setText(text);
        awaitMessage(shell, message);
    }

    /** On screens that are not high. */
    @Test
    void everyFieldIsInSightOrScrolledTo() {
        edit("RMM and Host", shell -> {
            ScrolledComposite page = page(Screen.labelled(shell, "Host image:", Text.class));
            int needed = page.getContent().computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
            shell.setSize(800, 700);
            Screen.until(() -> page.getClientArea().height >= needed, () -> "700 pixels are not enough");
            shell.setSize(700, 450);
            Screen.until(() -> page.getClientArea().height < needed, () -> "the dialog stays as high as it was");
            List<Control> fields = Screen.controls(page).stream()
                    .filter(each -> each instanceof Text || each instanceof Combo)
                    .toList();
            for (Control each : List.of(fields.getLast(), fields.getFirst())) {
                page.showControl(each);
                Screen.until(() -> isInSight(each, page), () -> "a field cannot be scrolled to");
            }
        });
    }

    private static ScrolledComposite page(Control field) {
        Composite around = field.getParent();
        while (!(around instanceof ScrolledComposite)) {
            around = around.getParent();
        }
        return (ScrolledComposite) around;
    }

    private static boolean isInSight(Control field, ScrolledComposite page) {
        int height = page.getClientArea().height;
        int top = Screen.display().map(field, page, 0, 0).y;
        return top >= 0 && top + field.getSize().y <= height;
    }

    @Test
    void attachNeedsAPortAndNoScenario() throws CoreException {
        edit("Scenario", shell -> {
            Screen.press(Screen.button(shell, "Attach to a debug adapter"));
            awaitMessage(shell, "At which port does the adapter listen? (1 to 65535)");
            enter(shell, "Port:", "4711", WELL);
        });
        assertTrue(configuration().getAttribute(LaunchAttribute.ATTACH, false));
        assertEquals(4711, configuration().getAttribute(LaunchAttribute.PORT, 0));
        assertFalse(overrides().isEmpty());
    }
}
