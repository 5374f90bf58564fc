package org.realmscope.swtbot.tests;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swtbot.eclipse.finder.SWTWorkbenchBot;
import org.eclipse.swtbot.eclipse.finder.widgets.SWTBotEclipseEditor;
import org.eclipse.swtbot.eclipse.finder.widgets.SWTBotView;
import org.eclipse.swtbot.swt.finder.SWTBot;
import org.eclipse.swtbot.swt.finder.finders.UIThreadRunnable;
import org.eclipse.swtbot.swt.finder.matchers.WidgetMatcherFactory;
import org.eclipse.swtbot.swt.finder.results.Result;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;
import org.eclipse.swtbot.swt.finder.waits.Conditions;
import org.eclipse.swtbot.swt.finder.waits.DefaultCondition;
import org.eclipse.swtbot.swt.finder.widgets.AbstractSWTBot;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotMenu;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotShell;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTree;
import org.eclipse.swtbot.swt.finder.widgets.SWTBotTreeItem;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.grid.Grid;

/** The workbench as a person has it, by its menus, keys, dialogs and views. Each wait is for what the screen shows. */
final class RealmWorkbench {
    private static final String PROJECT = "Faults";
    private static final String SCENARIO = "runtime-faulting.rme";
    private static final long DEADLINE_MS = 300_000;
    private static final long POLL_MS = 50;

    private final SWTWorkbenchBot bot;
    private final ShownStops stops = ShownStops.open();

    RealmWorkbench() {
        SWTBotPreferences.KEYBOARD_LAYOUT = "EN_US";
        SWTBotPreferences.TIMEOUT = DEADLINE_MS;
        bot = new SWTWorkbenchBot();
    }

    void openPerspective() {
        bot.menu("Window")
                .menu("Perspective")
                .menu("Open Perspective")
                .menu("Other...")
                .click();
        SWTBotShell dialog = bot.shell("Open Perspective");
        dialog.bot().table().select("Realm Debug");
        dialog.bot().button("Open").click();
        bot.waitUntil(Conditions.shellCloses(dialog));
        until(() -> "Realm Debug".equals(bot.activePerspective().getLabel()), () -> "the perspective is not open");
    }

    /** Makes a project with the first sample, which is opened. */
    void makeProject() {
        bot.menu("File").menu("New").menu("Realm Debug Project").click();
        SWTBotShell wizard = bot.shell("New Realm Debug Project");
        SWTBot page = wizard.bot();
        page.textWithLabel("Project name:").setText(PROJECT);
        page.button("Next >").click();
        page.waitUntil(Conditions.widgetIsEnabled(page.button("< Back")));
        page.table().getTableItem(SCENARIO).check();
        page.button("Finish").click();
        bot.waitUntil(Conditions.shellCloses(wizard));
        until(() -> bot.activeEditor().getTitle().equals(SCENARIO), () -> SCENARIO + " is not open");
    }

    void addCallBreakpoint(String function) {
        int before = breakpoints().getBreakpoints().length;
        bot.menu("Run")
                .menu("Realm Debug Breakpoints")
                .menu("Add RMI Call Breakpoint...")
                .click();
        SWTBotShell dialog = bot.shell("Add RMI Call Breakpoint");
        dialog.bot().textWithLabel("Function:").setText(function);
        dialog.bot().button("OK").click();
        bot.waitUntil(Conditions.shellCloses(dialog));
        until(() -> breakpoints().getBreakpoints().length == before + 1, () -> "no breakpoint is added");
    }

    /** Selects the scenario in the Project Explorer, and waits until menus know that. */
    SWTBotTree selectScenario() {
        SWTBotView explorer = view("Project Explorer");
        SWTBotTree tree = explorer.bot().tree();
        tree.expandNode(PROJECT).getNode(SCENARIO).select();
        until(() -> SCENARIO.equals(selectedName()), () -> "the scenario is not selected");
        return tree;
    }

    private static String selectedName() {
        return UIThreadRunnable.syncExec(() -> {
            var window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            return window.getSelectionService().getSelection() instanceof IStructuredSelection selection
                            && selection.getFirstElement() instanceof IResource resource
                    ? resource.getName()
                    : "";
        });
    }

    /** Starts a session as the menu of a scenario has it. */
    void debugFromContextMenu() {
        selectScenario().contextMenu().menu("Debug As").menu("1 Realm Debug").click();
    }

    /** Makes a launch configuration for the scenario, and starts a session with it. */
    void debugFromDialog() {
        bot.menu("Run").menu("Debug Configurations...").click();
        SWTBotShell dialog = bot.shell("Debug Configurations");
        SWTBot page = dialog.bot();
        page.tree()
                .getTreeItem("Realm Debug")
                .select()
                .contextMenu("New Configuration")
                .click();
        page.textWithLabel("Scenario:").setText("${workspace_loc:/%s/%s}".formatted(PROJECT, SCENARIO));
        page.waitUntil(Conditions.widgetIsEnabled(page.button("Debug")));
        page.button("Debug").click();
        bot.waitUntil(Conditions.shellCloses(dialog));
    }

    /** Does something that leads to a stop, and waits until the Debug view shows it. */
    void stopAfter(Runnable cause) {
        int before = stops.count();
        cause.run();
        until(() -> stops.count() > before && isSuspended(), () -> "no stop is shown, but '" + frame() + "'");
    }

    /**
     * Presses a key while the Debug view has the focus, as soon as what it is bound to can be done.
     *
     * @param key as the preferences write it, {@code Shift+F6}
     */
    void press(String key) {
        press(view("Debug").bot().tree(), key);
    }

    private void press(AbstractSWTBot<?> focused, String key) {
        try {
            KeyStroke stroke = KeyStroke.getInstance(key);
            until(() -> isBound(stroke), () -> key + " does nothing");
            focused.pressShortcut(fingers(stroke));
        } catch (ParseException e) {
            throw new IllegalArgumentException(key, e);
        }
    }

    /** Presses a key in the line of the scenario that begins with a text. */
    void pressInLine(String text, String key) {
        SWTBotEclipseEditor editor = bot.editorByTitle(SCENARIO).toTextEditor();
        editor.show();
        editor.setFocus();
        List<String> lines = editor.getLines();
        int line = IntStream.range(0, lines.size())
                .filter(each -> lines.get(each).strip().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + text));
        editor.navigateTo(line, 0);
        press(editor.getStyledText(), key);
    }

    private static KeyStroke[] fingers(KeyStroke stroke) {
        return IntStream.of(SWT.CTRL, SWT.ALT, SWT.SHIFT, 0)
                .filter(each -> each == 0 || (stroke.getModifierKeys() & each) != 0)
                .mapToObj(each -> each == 0
                        ? KeyStroke.getInstance(stroke.getNaturalKey())
                        : KeyStroke.getInstance(each, KeyStroke.NO_KEY))
                .toArray(KeyStroke[]::new);
    }

    private static boolean isBound(KeyStroke key) {
        return UIThreadRunnable.syncExec((Result<Boolean>) () -> {
            Binding binding = PlatformUI.getWorkbench()
                    .getService(IBindingService.class)
                    .getPerfectMatch(KeySequence.getInstance(key));
            return binding != null
                    && binding.getParameterizedCommand().getCommand().isEnabled();
        });
    }

    SWTBotMenu runMenu(String item) {
        return bot.menu("Run").menu(item);
    }

    List<String> runMenu() {
        return bot.menu("Run").menuItems();
    }

    /** Brings a view to the front and gives it the focus. */
    SWTBotView view(String title) {
        SWTBotView view = bot.viewByTitle(title);
        view.show();
        until(view::isActive, () -> title + " is not active");
        return view;
    }

    /** The grid of a view. */
    GridBot grid(String title) {
        return new GridBot(view(title).bot().widget(WidgetMatcherFactory.widgetOfType(Grid.class)));
    }

    /** Waits until the grid of a view has a row that contains a text. */
    GridBot awaitRow(String title, String text) {
        GridBot grid = grid(title);
        until(
                () -> grid.rows().stream().anyMatch(row -> row.contains(text)),
                () -> title + " has no row with " + text + ": " + grid.rows());
        return grid;
    }

    /** Waits until the tree of a view has an item in sight whose text begins with a text. */
    void awaitItem(String title, String text) {
        SWTBotTree tree = view(title).bot().tree();
        until(
                () -> labels(tree.getAllItems()).anyMatch(each -> each.startsWith(text)),
                () -> title + " has no " + text + ": "
                        + labels(tree.getAllItems()).toList());
    }

    private static Stream<String> labels(SWTBotTreeItem[] items) {
        return Arrays.stream(items)
                .flatMap(item -> Stream.concat(
                        Stream.of(item.getText()), item.isExpanded() ? labels(item.getItems()) : Stream.of()));
    }

    SWTBotShell shell(String title) {
        return bot.shell(title);
    }

    /** What is selected in the Debug view, if it is a frame; else nothing. */
    String frame() {
        Object context = UIThreadRunnable.syncExec(DebugUITools::getDebugContext);
        try {
            return context instanceof IStackFrame frame ? frame.getName() : "";
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the machine stands; the same at each moment of a run. */
    String moment() {
        return state().moment();
    }

    private boolean isSuspended() {
        return launches().length > 0 && state().isSuspended();
    }

    void awaitEnd() {
        until(() -> Arrays.stream(launches()).allMatch(ILaunch::isTerminated), () -> "the session does not end");
    }

    private static RealmState state() {
        return Objects.requireNonNull(Adapters.adapt(launches()[0], RealmState.class), "no session");
    }

    private static ILaunch[] launches() {
        return DebugPlugin.getDefault().getLaunchManager().getLaunches();
    }

    private static IBreakpointManager breakpoints() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    void until(BooleanSupplier holds, Supplier<String> what) {
        bot.waitUntil(
                new DefaultCondition() {
                    @Override
                    public boolean test() {
                        return holds.getAsBoolean();
                    }

                    @Override
                    public String getFailureMessage() {
                        return what.get();
                    }
                },
                DEADLINE_MS,
                POLL_MS);
    }

    /** Ends sessions, and takes away what they were about. */
    void clear() throws CoreException {
        for (ILaunch launch : launches()) {
            launch.terminate();
            until(launch::isTerminated, () -> "the session does not end");
            DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        }
        for (ILaunchConfiguration each :
                DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurations()) {
            // Of two for one scenario people are asked which they mean.
            if (each.getName().startsWith("New_configuration")) {
                each.delete();
            }
        }
        breakpoints().removeBreakpoints(breakpoints().getBreakpoints(), true);
        bot.closeAllEditors();
        ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT).delete(true, true, null);
        stops.close();
    }
}
