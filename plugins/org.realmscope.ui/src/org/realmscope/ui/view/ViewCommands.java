package org.realmscope.ui.view;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.commands.ICommandImageService;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;

/**
 * What a view does for the commands of plugin.xml: gives each a handler that lives with the view, and puts it into tool
 * bar, view menu and context menu.
 */
public final class ViewCommands {
    /** The context in which the keys of the views count. */
    public static final String CONTEXT = "org.realmscope.ui.context.views";

    private final IViewSite site;
    private final Map<ViewCommand, Action> actions = new EnumMap<>(ViewCommand.class);
    private final Map<Action, BooleanSupplier> conditions = new LinkedHashMap<>();

    /** The commands of the view at {@code site}. */
    public ViewCommands(IViewSite site) {
        this.site = site;
        service(IContextService.class).activateContext(CONTEXT);
    }

    /** Does {@code run} for a command while {@code enabled} says so. */
    public Action add(ViewCommand command, Runnable run, BooleanSupplier enabled) {
        return add(command, IAction.AS_PUSH_BUTTON, action -> run.run(), enabled);
    }

    /** Gives {@code run} whether a command is switched on. */
    public Action addSwitch(ViewCommand command, boolean on, Consumer<Boolean> run) {
        Action action =
                add(command, IAction.AS_CHECK_BOX, it -> run.accept(Boolean.valueOf(it.isChecked())), () -> true);
        action.setChecked(on);
        return action;
    }

    /** Writes down whether a command is switched on. */
    public void save(ViewCommand command, IMemento memento) {
        memento.putBoolean(command.name(), action(command).isChecked());
    }

    /** Switches a command on, if it was when {@link #save} wrote it down. */
    public void restore(ViewCommand command, IMemento memento) {
        Action action = action(command);
        if (Boolean.TRUE.equals(memento.getBoolean(command.name())) && !action.isChecked()) {
            action.setChecked(true);
            action.run();
        }
    }

    /** Does {@code run} for the workbench's Copy or Select All while {@code enabled} says so. */
    public void addGlobal(ActionFactory factory, Runnable run, BooleanSupplier enabled) {
        Action action = new Action() {
            @Override
            public void run() {
                run.run();
            }
        };
        action.setText(factory == ActionFactory.COPY ? "Copy" : "Select All");
        action.setActionDefinitionId(factory.getCommandId());
        conditions.put(action, enabled);
        site.getActionBars().setGlobalActionHandler(factory.getId(), action);
    }

    /** Does a command for the workbench's own command of that kind, such as Refresh. */
    public void addGlobal(ActionFactory factory, ViewCommand command) {
        site.getActionBars().setGlobalActionHandler(factory.getId(), action(command));
    }

    /** The action of a command that was added. */
    public Action action(ViewCommand command) {
        return Objects.requireNonNull(actions.get(command), () -> command + " was not added");
    }

    /** Puts commands into the tool bar; null stands for a separator. */
    public void toolBar(@Nullable ViewCommand... commands) {
        fill(site.getActionBars().getToolBarManager(), commands);
    }

    /** Puts commands into the view menu; null stands for a separator. */
    public void viewMenu(@Nullable ViewCommand... commands) {
        fill(site.getActionBars().getMenuManager(), commands);
    }

    /** Gives a control a context menu of commands, to which other plug-ins can add. */
    public void contextMenu(Control control, @Nullable ViewCommand... commands) {
        MenuManager manager = new MenuManager();
        manager.setRemoveAllWhenShown(true);
        manager.addMenuListener(shown -> {
            update();
            fill(manager, commands);
            fill(manager, null, ViewCommand.COMPARE, null);
            conditions.keySet().stream()
                    .filter(action -> !actions.containsValue(action))
                    .forEach(manager::add);
            manager.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
        });
        Menu menu = manager.createContextMenu(control);
        control.setMenu(menu);
        site.registerContextMenu(manager, Objects.requireNonNull(site.getSelectionProvider()));
    }

    /** Asks anew which commands can be used. */
    public void update() {
        conditions.forEach((action, enabled) -> action.setEnabled(enabled.getAsBoolean()));
    }

    private Action add(ViewCommand command, int style, Consumer<Action> run, BooleanSupplier enabled) {
        Action action = new Action("", style) {
            @Override
            public void run() {
                run.accept(this);
                update();
            }
        };
        Command defined = service(ICommandService.class).getCommand(command.id());
        try {
            action.setText(defined.getName());
            action.setToolTipText(defined.getDescription());
        } catch (NotDefinedException missing) {
            throw new IllegalStateException(command.id() + " is not in plugin.xml", missing);
        }
        action.setId(command.id());
        action.setActionDefinitionId(command.id());
        action.setImageDescriptor(service(ICommandImageService.class).getImageDescriptor(command.id()));
        conditions.put(action, enabled);
        actions.put(command, action);
        service(IHandlerService.class).activateHandler(command.id(), new ActionHandler(action));
        return action;
    }

    private void fill(IContributionManager manager, @Nullable ViewCommand... commands) {
        for (ViewCommand command : commands) {
            if (command == null) {
                manager.add(new Separator());
            } else {
                manager.add(action(command));
            }
        }
    }

    private <T> T service(Class<T> type) {
        return Objects.requireNonNull(site.getService(type));
    }
}
