package org.realmscope.debug.ui.disassembly;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.common.NotDefinedException;
import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.debug.ui.contexts.IDebugContextService;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.commands.ICommandImageService;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.realmscope.debug.core.model.MemoryAddress;
import org.realmscope.debug.core.model.RealmElement;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.debug.ui.breakpoints.LineBreakpoints;

/**
 * Instructions around that of the selected frame, with source and breakpoints, of the machine now or at an open moment.
 * Pinned, it stays at the code that it shows.
 */
public final class DisassemblyView extends ViewPart {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.debug.ui.disassembly";

    /** Commands and keys of all views of a machine's state. */
    private static final String COMMANDS = "org.realmscope.ui.command.";

    private static final String KEYS = "org.realmscope.ui.context.views";

    /** The platform's command, which has a key. */
    private static final String TOGGLE = "org.eclipse.debug.ui.commands.ToggleBreakpoint";

    private static final String EMPTY =
            "Start a Realm Debug session, and select a stack frame in the Debug view when the machine has stopped.";

    private final IDebugContextListener contexts = this::contextChanged;
    private final IBreakpointListener breakpoints = new Marks();
    private final RealmStateListener changes = this::stateChanged;
    private @Nullable Composite stack;
    private @Nullable Composite blank;
    private @Nullable Label message;
    private @Nullable ListingTable table;
    private @Nullable Action pin;
    /** What is shown; null for nothing, as what follows. */
    private @Nullable CodePlace place;

    private @Nullable ListingReader reader;

    @Override
    public void createPartControl(Composite parent) {
        Composite all = new Composite(parent, SWT.NONE);
        stack = all;
        all.setLayout(new StackLayout());
        Composite empty = new Composite(all, SWT.NONE);
        empty.setLayout(new GridLayout());
        blank = empty;
        Label label = new Label(empty, SWT.WRAP);
        label.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        message = label;
        ListingTable rows = new ListingTable(all, this::edge, this::toggleBreakpoint);
        table = rows;
        menus(rows);
        IDebugContextService service = contextService();
        service.addDebugContextListener(contexts);
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(breakpoints);
        say(EMPTY);
        follow(element(service.getActiveContext()));
    }

    private void menus(ListingTable rows) {
        getSite().getService(IContextService.class).activateContext(KEYS);
        Action pinned = command("PIN", IAction.AS_CHECK_BOX, this::pin);
        pin = pinned;
        getViewSite().getActionBars().getToolBarManager().add(pinned);
        getViewSite()
                .getActionBars()
                .getToolBarManager()
                .add(command("OPEN_SECOND", IAction.AS_PUSH_BUTTON, action -> openSecond()));
        Action toggle = action("Toggle &Breakpoint", this::toggleBreakpoint);
        toggle.setActionDefinitionId(TOGGLE);
        getSite().getService(IHandlerService.class).activateHandler(TOGGLE, new ActionHandler(toggle));
        Action go = action("&Go to Address...", this::askForAddress);
        Action copy = action("&Copy", rows::copy);
        copy.setActionDefinitionId(ActionFactory.COPY.getCommandId());
        MenuManager menu = new MenuManager();
        menu.add(toggle);
        menu.add(go);
        menu.add(new Separator());
        menu.add(copy);
        rows.setMenu(menu);
        getViewSite().getActionBars().getMenuManager().add(go);
        getViewSite().getActionBars().setGlobalActionHandler(ActionFactory.COPY.getId(), copy);
    }

    private static Action action(String name, Runnable done) {
        return new Action(name) {
            @Override
            public void run() {
                done.run();
            }
        };
    }

    /** What this view does for a command that all views of a machine's state have. */
    private Action command(String name, int style, Consumer<Action> done) {
        String id = COMMANDS + name;
        Action action = new Action("", style) {
            @Override
            public void run() {
                done.accept(this);
            }
        };
        Command defined = getSite().getService(ICommandService.class).getCommand(id);
        try {
            action.setText(defined.getName());
            action.setToolTipText(defined.getDescription());
        } catch (NotDefinedException e) {
            throw new IllegalStateException(id + " comes with the views", e);
        }
        action.setId(id);
        action.setActionDefinitionId(id);
        action.setImageDescriptor(
                getSite().getService(ICommandImageService.class).getImageDescriptor(id));
        getSite().getService(IHandlerService.class).activateHandler(id, new ActionHandler(action));
        return action;
    }

    private IDebugContextService contextService() {
        return DebugUITools.getDebugContextManager().getContextService(getSite().getWorkbenchWindow());
    }

    @Override
    public void dispose() {
        contextService().removeDebugContextListener(contexts);
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(breakpoints);
        leave();
        super.dispose();
    }

    @Override
    public void setFocus() {
        Composite all = stack;
        if (all != null && all.getLayout() instanceof StackLayout layout && layout.topControl != null) {
            layout.topControl.setFocus();
        }
    }

    // --- what is followed

    private static @Nullable Object element(@Nullable ISelection selection) {
        return selection instanceof IStructuredSelection elements ? elements.getFirstElement() : null;
    }

    private void contextChanged(DebugContextEvent event) {
        if (isPinned()) {
            point(element(event.getContext()));
        } else {
            follow(element(event.getContext()));
        }
    }

    private boolean isPinned() {
        Action action = pin;
        return action != null && action.isChecked();
    }

    private void pin(Action action) {
        if (action.isChecked()) {
            describe();
        } else {
            follow(element(contextService().getActiveContext()));
        }
    }

    private void follow(@Nullable Object context) {
        switch (context) {
            case RealmFrame frame when frame.isSuspended() -> follow(frame);
            case RealmElement element when !element.target().state().hasEnded() -> {
                // The frame is selected next; what is shown until then stays, so that steps do not flicker.
            }
            case null, default -> {
                leave();
                say(EMPTY);
            }
        }
    }

    private void follow(RealmFrame frame) {
        CodePlace selected = CodePlace.of(frame);
        if (selected == null) {
            leave();
            say(
                    frame.isModel()
                            ? "This is a command of the built-in RMM, a model without instructions; an editor shows it."
                            : "The selected frame has no instructions.");
            return;
        }
        ListingReader known = reader;
        CodePlace shown = place;
        int row = known == null || shown == null || !shown.isBeside(selected)
                ? -1
                : known.listing().indexOf(selected.address().offset());
        if (known == null || row < 0) {
            begin(selected);
        } else {
            place = selected;
            Objects.requireNonNull(table).reveal(row);
            known.refresh();
        }
        point(frame);
    }

    /** Marks the instruction of a frame, if that is of what is shown. */
    private void point(@Nullable Object context) {
        CodePlace shown = place;
        ListingTable.Pointer pointer = null;
        if (shown != null && context instanceof RealmFrame frame && frame.isSuspended()) {
            CodePlace selected = CodePlace.of(frame);
            if (selected != null && shown.isBeside(selected)) {
                pointer = new ListingTable.Pointer(
                        selected.address().offset(),
                        frame.isInnermost(),
                        !frame.target().state().isLive());
            }
        }
        Objects.requireNonNull(table).point(pointer);
    }

    private void begin(CodePlace begun) {
        CodePlace before = place;
        if (before == null || before.machine() != begun.machine()) {
            leave();
            begun.machine().state().addListener(changes);
        }
        place = begun;
        close();
        ListingReader reading = new ListingReader(begun.pages(), ui(), new Following());
        reader = reading;
        reading.begin();
        describe();
    }

    private void close() {
        ListingReader known = reader;
        if (known != null) {
            known.close();
        }
        reader = null;
    }

    /** Shows nothing, and stays at nothing. */
    private void leave() {
        CodePlace shown = place;
        if (shown != null) {
            shown.machine().state().removeListener(changes);
        }
        place = null;
        close();
        Action pinned = pin;
        if (pinned != null) {
            pinned.setChecked(false);
        }
        setContentDescription("");
    }

    private void describe() {
        CodePlace shown = place;
        if (shown != null) {
            RealmState state = shown.machine().state();
            setContentDescription(isPinned() ? "Pinned to " + state.label() : state.isLive() ? "" : state.label());
        }
    }

    /** Told on any thread. */
    private void stateChanged(RealmState state, Change change) {
        ui().execute(() -> {
            CodePlace shown = place;
            ListingReader known = reader;
            if (shown == null || known == null || shown.machine().state() != state) {
                return;
            }
            switch (change) {
                case STOPPED, CONTENT -> {
                    describe();
                    known.refresh();
                }
                case ENDED -> {
                    leave();
                    say(EMPTY);
                    follow(element(contextService().getActiveContext()));
                }
                default -> {
                    // While it runs, what was read last stays until there is something newer.
                }
            }
        });
    }

    private Executor ui() {
        Composite shown = Objects.requireNonNull(stack);
        Display display = PlatformUI.getWorkbench().getDisplay();
        return task -> {
            if (!display.isDisposed()) {
                display.asyncExec(() -> {
                    if (!shown.isDisposed()) {
                        task.run();
                    }
                });
            }
        };
    }

    private void edge(boolean atTop) {
        ListingReader known = reader;
        if (known != null) {
            known.edge(atTop);
        }
    }

    private void say(String text) {
        Label label = message;
        Composite empty = blank;
        if (label != null && empty != null) {
            label.setText(text);
            label.requestLayout();
            top(empty);
        }
    }

    private void top(Control control) {
        Composite all = stack;
        if (all != null && all.getLayout() instanceof StackLayout layout && layout.topControl != control) {
            layout.topControl = control;
            all.layout();
        }
    }

    /** Shows what is read. */
    private final class Following implements ListingReader.Shown {
        @Override
        public void begun(Listing listing) {
            ListingTable rows = Objects.requireNonNull(table);
            top(rows.control());
            rows.begin(listing, Objects.requireNonNull(place).address());
        }

        @Override
        public void grown(Listing listing, int before) {
            Objects.requireNonNull(table).grown(listing, before);
        }

        @Override
        public void changed(Listing listing) {
            Objects.requireNonNull(table).changed(listing);
        }

        @Override
        public void refused(String why) {
            say(why);
        }
    }

    // --- commands

    private void openSecond() {
        String secondary = "copy" + getSite().getPage().getViewReferences().length;
        try {
            getSite().getPage().showView(ID, secondary, IWorkbenchPage.VIEW_ACTIVATE);
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        }
    }

    private void toggleBreakpoint() {
        Row row = Objects.requireNonNull(table).selected();
        CodePlace shown = place;
        if (row == null || shown == null) {
            return;
        }
        Row.Place line = row.place();
        try {
            if (row instanceof Row.Instruction instruction
                    && (line == null || new Stops().at(instruction, shown.address()) != null)) {
                Stops.toggle(shown.address().at(instruction.number()));
            } else if (line != null) {
                LineBreakpoints.toggle(line.path(), line.line());
            }
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
        }
    }

    private void askForAddress() {
        CodePlace shown = place;
        if (shown == null) {
            return;
        }
        InputDialog dialog = new InputDialog(
                getSite().getShell(),
                "Go to Address",
                "An address with its space, as EL2N:0x42000000, EL1R(realm0):0x1000 or pa(ns):0x42000000:",
                "",
                text -> MemoryAddress.parse(text) == null ? "An address, as EL2N:0x42000000" : null);
        MemoryAddress address = dialog.open() == Window.OK ? MemoryAddress.parse(dialog.getValue()) : null;
        if (address != null) {
            begin(new CodePlace(shown.machine(), shown.viewer(), address));
            point(element(contextService().getActiveContext()));
        }
    }

    /** Shows breakpoints that are set and removed. Told on any thread. */
    private final class Marks implements IBreakpointListener {
        @Override
        public void breakpointAdded(IBreakpoint breakpoint) {
            show();
        }

        @Override
        public void breakpointRemoved(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
            show();
        }

        @Override
        public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
            show();
        }

        private void show() {
            ui().execute(() -> Objects.requireNonNull(table).marksChanged());
        }
    }
}
