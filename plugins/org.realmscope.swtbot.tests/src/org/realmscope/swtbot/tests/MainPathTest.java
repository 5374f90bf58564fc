package org.realmscope.swtbot.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swtbot.eclipse.finder.SWTWorkbenchBot;
import org.eclipse.swtbot.eclipse.finder.widgets.SWTBotView;
import org.eclipse.swtbot.swt.finder.SWTBot;
import org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable;
import org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory;
import org.eclipse.swtbot.swt.finder.waits.DefaultCondition;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTreeItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.grid.Grid;

class MainPathTest {
    private static final String PROJECT = "Faults";
    private static final String SCENARIO = "faulting.rme";
    private static final String CALL = "RMI_DATA_CREATE_UNKNOWN";
    private static final long TIMEOUT = 60_000;

    private final SWTWorkbenchBot bot = new SWTWorkbenchBot();

    @BeforeEach
    void makeProject() throws CoreException, IOException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);
        project.create(null);
        project.open(null);
        try (InputStream scenario = MainPathTest.class.getResourceAsStream("/scenarios/" + SCENARIO)) {
            project.getFile(SCENARIO).create(scenario, false, null);
        }
    }

    @AfterEach
    void endSessions() throws CoreException {
        for (ILaunch launch : launches()) {
            if (!launch.isTerminated()) {
                launch.terminate();
            }
        }
        ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT).delete(true, true, null);
    }

    @Test
    void faultIsDebuggedByMenusAndDialogsAlone() {
        openPerspective();
        addCallBreakpoint();
        debugScenario();
        stepAndStepBack();
        showStateAtFault();
        terminate();
    }

    private void openPerspective() {
        bot.menu("Window").menu("Perspective").menu("Open Perspective").menu("Other...").click();
        SWTBotShell dialog = bot.shell("Open Perspective");
        dialog.bot().table().select("Realm Debug");
        dialog.bot().button("Open").click();
        bot.waitUntil(condition(() -> "Realm Debug".equals(bot.activePerspective().getLabel()), "the perspective"));
    }

    private void addCallBreakpoint() {
        bot.menu("Run").menu("Realm Debug Breakpoints").menu("Add RMI Call Breakpoint...").click();
        SWTBotShell dialog = bot.shell("Add RMI Call Breakpoint");
        SWTBot inside = dialog.bot();
        inside.textWithLabel("Function:").setText(CALL);
        inside.button("OK").click();
        bot.waitUntil(condition(
                () -> DebugPlugin.getDefault().getBreakpointManager().getBreakpoints().length == 1, "the breakpoint"));
    }

    private void debugScenario() {
        SWTBotView explorer = bot.viewByTitle("Project Explorer");
        explorer.show();
        SWTBotTreeItem project = explorer.bot().tree().expandNode(PROJECT);
        project.getNode(SCENARIO).select();
        bot.menu("Run").menu("Debug As").menu("1 Realm Debug").click();
        bot.waitUntil(condition(() -> frame().startsWith(CALL), "the stop at " + CALL), TIMEOUT);
    }

    private void stepAndStepBack() {
        bot.viewByTitle("Debug").show();
        String stopped = moment();
        bot.menu("Run").menu("Step Over").click();
        bot.waitUntil(condition(() -> hasMovedFrom(stopped), "the step"), TIMEOUT);
        String stepped = moment();
        bot.menu("Run").menu("Step Back").click();
        bot.waitUntil(condition(() -> hasMovedFrom(stepped), "the step back"), TIMEOUT);
        assertNotEquals(stepped, moment());
    }

    private void showStateAtFault() {
        SWTBotView history = bot.viewByTitle("Stage-2 Fault History");
        history.show();
        Grid<?> grid = history.bot().widget(WidgetMatcherFactory.widgetOfType(Grid.class));
        bot.waitUntil(condition(() -> rows(grid) > 0, "a fault"), TIMEOUT);
        String first = UIThreadRunnable.syncExec(() -> {
            grid.select(0);
            return grid.rowName(0);
        });
        assertTrue(first.contains("IPA 0x200000"), first);
        history.toolbarButton("Open the moment beside the machine; all views can show it").click();
        bot.waitUntil(condition(() -> state().session().moments().size() == 1, "the moment"), TIMEOUT);
    }

    private void terminate() {
        bot.viewByTitle("Debug").show();
        bot.menu("Run").menu("Terminate").click();
        bot.waitUntil(condition(() -> launches()[0].isTerminated(), "the end"), TIMEOUT);
        assertEquals(1, launches().length);
    }

    private static int rows(Grid<?> grid) {
        return UIThreadRunnable.syncExec(() -> grid.model().size());
    }

    private static ILaunch[] launches() {
        return DebugPlugin.getDefault().getLaunchManager().getLaunches();
    }

    /** What is selected in the Debug view. */
    private static @Nullable Object context() {
        return UIThreadRunnable.syncExec(DebugUITools::getDebugContext);
    }

    private static String frame() {
        try {
            return context() instanceof IStackFrame frame ? frame.getName() : "";
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    private static RealmState state() {
        return Adapters.adapt(launches()[0], RealmState.class);
    }

    private static String moment() {
        return state().moment();
    }

    private static boolean hasMovedFrom(String moment) {
        return state().isSuspended() && !moment.equals(moment()) && !frame().isEmpty();
    }

    private static DefaultCondition condition(BooleanSupplier holds, String what) {
        return new DefaultCondition() {
            @Override
            public boolean test() {
                return holds.getAsBoolean();
            }

            @Override
            public String getFailureMessage() {
                return "there was not " + what + "; the frame is '" + frame() + "'";
            }
        };
    }
}
