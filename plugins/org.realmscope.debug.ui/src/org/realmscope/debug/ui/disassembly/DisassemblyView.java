package org.realmscope.debug.ui.disassembly;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.contexts.DebugContextEvent;
import org.eclipse.debug.ui.contexts.IDebugContextListener;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.InputDialog;
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
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.realmscope.debug.core.model.RealmElement;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.ui.breakpoints.LineBreakpoints;

/** Instructions around that of the selected frame, with source and breakpoints. */
public final class DisassemblyView extends ViewPart implements IDebugContextListener, IBreakpointListener {
    /** Identifier in the workbench registry. */
    public static final String ID = "org.realmscope.debug.ui.disassembly";

    private static final String EMPTY =
            "Start a Realm Debug session, and select a stack frame in the Debug view when the machine has stopped.";

    private @Nullable Composite stack;
    private @Nullable Composite blank;
    private @Nullable Label message;
    private @Nullable ListingTable table;
    /** What is shown; null for nothing, as what follows. */
    private @Nullable Pages pages;

    private Listing listing = new Listing();
    private @Nullable RealmState state;
    private String space = "";
    private boolean isReading;

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
        DebugUITools.getDebugContextManager()
                .getContextService(getSite().getWorkbenchWindow())
                .addDebugContextListener(this);
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(this);
        say(EMPTY);
        follow(DebugUITools.getDebugContextManager()
                .getContextService(getSite().getWorkbenchWindow())
                .getActiveContext() instanceof IStructuredSelection selection
                        ? selection.getFirstElement()
                        : null);
    }

    private void menus(ListingTable rows) {
        Action toggle = action("Toggle &Breakpoint", this::toggleBreakpoint);
        Action go = action("&Go to Address...", this::askForAddress);
        Action copy = action("&Copy", rows::copy);
        MenuManager menu = new MenuManager();
        menu.add(toggle);
        menu.add(go);
        menu.add(new Separator());
        menu.add(copy);
        rows.setMenu(menu);
        getViewSite().getActionBars().getMenuManager().add(go);
        getViewSite().getActionBars().setGlobalActionHandler("copy", copy);
    }

    private static Action action(String name, Runnable done) {
        return new Action(name) {
            @Override
            public void run() {
                done.run();
            }
        };
    }

    @Override
    public void dispose() {
        DebugUITools.getDebugContextManager()
                .getContextService(getSite().getWorkbenchWindow())
                .removeDebugContextListener(this);
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(this);
        super.dispose();
    }

    @Override
    public void setFocus() {
        ListingTable shown = table;
        if (shown != null) {
            shown.setFocus();
        }
    }

    // --- what is followed

    @Override
    public void debugContextChanged(DebugContextEvent event) {
        if ((event.getFlags() & DebugContextEvent.ACTIVATED) != 0) {
            follow(event.getContext() instanceof IStructuredSelection selection ? selection.getFirstElement() : null);
        }
    }

    private void follow(@Nullable Object context) {
        switch (context) {
            case RealmFrame frame when frame.isSuspended() -> follow(frame);
            case RealmElement element when !element.target().isTerminated() -> {
                // The frame is selected next; what is shown until then stays, so that steps do not flicker.
            }
            case null, default -> forget();
        }
    }

    private void forget() {
        pages = null;
        state = null;
        say(EMPTY);
    }

    private void follow(RealmFrame frame) {
        String reference = frame.instructionPointer();
        int colon = reference.lastIndexOf(':');
        if (colon < 0) {
            forget();
            say(
                    frame.isModel()
                            ? "This is a command of the built-in RMM, a model without instructions; an editor shows it."
                            : "The selected frame has no instructions.");
            return;
        }
        long address = Long.parseUnsignedLong(reference.substring(colon + "0x".length() + 1), 16);
        RealmState selected = frame.target().state();
        String selectedSpace = frame.thread().pe() + " " + reference.substring(0, colon);
        int known = selected == state && selectedSpace.equals(space) ? listing.indexOf(address) : -1;
        if (known >= 0) {
            show(known);
        } else {
            state = selected;
            space = selectedSpace;
            begin(new Pages(selected.server(), reference), address);
        }
    }

    // --- pages

    private void begin(Pages begun, long address) {
        pages = begun;
        isReading = false;
        read(begun, -Listing.PAGE / 2, page -> {
            listing = new Listing();
            listing.begin(-Listing.PAGE / 2, page);
            int row = listing.indexOf(address);
            show(Math.max(row, 0));
        });
    }

    private void show(int row) {
        ListingTable rows = Objects.requireNonNull(table);
        rows.show(listing.rows(), row);
        top(rows.control());
    }

    /** The end of what is known has come into sight. */
    private void edge(boolean atTop) {
        Pages shown = pages;
        if (shown == null || isReading || !(atTop ? listing.hasBefore() : listing.hasBehind())) {
            return;
        }
        Listing growing = listing;
        read(shown, atTop ? growing.first() - Listing.PAGE : growing.end(), page -> {
            int before = growing.rows().size();
            if (atTop) {
                growing.before(page);
            } else {
                growing.behind(page);
            }
            Objects.requireNonNull(table).grown(atTop ? growing.rows().size() - before : 0, growing.rows());
        });
    }

    private void read(Pages source, int first, Consumer<List<Row>> shown) {
        isReading = true;
        Display display = getSite().getShell().getDisplay();
        CompletableFuture<List<Row>> asked = source.read(first, Listing.PAGE);
        asked.whenComplete((page, failure) -> {
            if (!display.isDisposed()) {
                display.asyncExec(() -> answered(source, page, failure, shown));
            }
        });
    }

    private void answered(
            Pages source, @Nullable List<Row> page, @Nullable Throwable failure, Consumer<List<Row>> shown) {
        Composite all = stack;
        if (source != pages || all == null || all.isDisposed()) {
            return;
        }
        isReading = false;
        if (page != null) {
            shown.accept(page);
        } else if (failure != null && listing.rows().isEmpty()) {
            say(ProtocolJoin.message(failure));
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

    // --- commands

    private void toggleBreakpoint() {
        Row row = Objects.requireNonNull(table).selected();
        Row.Place place = row == null ? null : row.place();
        if (place == null) {
            getViewSite().getActionBars().getStatusLineManager().setErrorMessage("No line of source is known here");
            return;
        }
        getViewSite().getActionBars().getStatusLineManager().setErrorMessage(null);
        try {
            LineBreakpoints.toggle(place.path(), place.line());
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
        }
    }

    private void askForAddress() {
        RealmState shown = state;
        if (shown == null) {
            return;
        }
        InputDialog dialog = new InputDialog(
                getSite().getShell(),
                "Go to Address",
                "An address with its space, as EL2N:0x42000000, EL1R(realm0):0x1000 or pa(ns):0x42000000:",
                "",
                text -> text.strip().matches(".+:0[xX][0-9a-fA-F_]{1,19}") ? null : "An address, as EL2N:0x42000000");
        if (dialog.open() == Window.OK) {
            String reference = dialog.getValue().strip().replace("_", "");
            int colon = reference.lastIndexOf(':');
            space = reference.substring(0, colon);
            begin(
                    new Pages(shown.server(), reference),
                    Long.parseUnsignedLong(reference.substring(colon + "0x".length() + 1), 16));
        }
    }

    // --- breakpoints

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        marksChanged();
    }

    @Override
    public void breakpointRemoved(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        marksChanged();
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        marksChanged();
    }

    private void marksChanged() {
        Display display = getSite().getShell().getDisplay();
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                ListingTable shown = table;
                if (shown != null && !shown.control().isDisposed()) {
                    shown.marksChanged();
                }
            });
        }
    }
}
