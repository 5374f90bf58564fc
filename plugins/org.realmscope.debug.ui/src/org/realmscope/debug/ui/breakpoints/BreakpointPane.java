package org.realmscope.debug.ui.breakpoints;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.IDetailPane3;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IPropertyListener;
import org.eclipse.ui.ISaveablePart;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

/**
 * What limits the selected breakpoint, below the Breakpoints view: condition, hits, log message. What is changed is
 * saved as in an editor, and when another breakpoint is selected. Everything else is in the breakpoint's properties.
 */
final class BreakpointPane implements IDetailPane3 {
    static final String ID = "org.realmscope.debug.ui.breakpointPane";
    static final String NAME = "Realm Debug Breakpoint";
    static final String DESCRIPTION = "Condition, hits and log message of the selected breakpoint";

    private final ListenerList<IPropertyListener> listeners = new ListenerList<>();
    private final IBreakpointListener breakpoints = new Changes();
    private @Nullable ScrolledComposite scrolled;
    private @Nullable Label status;
    private @Nullable BreakpointForm form;
    /** What is shown; null for nothing. */
    private @Nullable RealmBreakpoint shown;

    private boolean isDirty;

    @Override
    public void init(IWorkbenchPartSite site) {
        DebugPlugin.getDefault().getBreakpointManager().addBreakpointListener(breakpoints);
    }

    @Override
    public Control createControl(Composite parent) {
        ScrolledComposite control = new ScrolledComposite(parent, SWT.H_SCROLL | SWT.V_SCROLL);
        control.setExpandHorizontal(true);
        control.setExpandVertical(true);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(control);
        scrolled = control;
        return control;
    }

    @Override
    public void dispose() {
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpointListener(breakpoints);
        shown = null;
        form = null;
    }

    @Override
    public void display(@Nullable IStructuredSelection selection) {
        RealmBreakpoint breakpoint =
                selection != null && selection.getFirstElement() instanceof RealmBreakpoint selected ? selected : null;
        ScrolledComposite control = scrolled;
        if (control == null || control.isDisposed() || breakpoint != null && breakpoint == shown) {
            return;
        }
        Control before = control.getContent();
        if (before != null) {
            control.setContent(null);
            before.dispose();
        }
        shown = breakpoint;
        form = null;
        setDirty(false);
        if (breakpoint != null && BreakpointText.exists(breakpoint)) {
            Composite page = page(control, breakpoint);
            control.setContent(page);
            control.setMinSize(page.computeSize(SWT.DEFAULT, SWT.DEFAULT));
        }
    }

    private Composite page(Composite parent, RealmBreakpoint breakpoint) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(6, 4).applyTo(page);
        Label said = new Label(page, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(said);
        status = said;
        BreakpointForm made = BreakpointForm.of(breakpoint);
        form = made;
        GridDataFactory.fillDefaults().grab(true, false).applyTo(made.createLimits(page, this::edited));
        isDirty = false;
        made.show(breakpoint);
        setDirty(false);
        Link more = new Link(page, SWT.NONE);
        more.setText("<a>All properties...</a>");
        more.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
            doSave(null);
            PreferencesUtil.createPropertyDialogOn(page.getShell(), breakpoint, null, null, null)
                    .open();
        }));
        say(null);
        return page;
    }

    private void edited() {
        setDirty(true);
        BreakpointForm edited = form;
        say(edited == null ? null : edited.problem());
    }

    /** Says what is wrong, or what there is to say of the breakpoint. */
    private void say(@Nullable String problem) {
        Label said = status;
        RealmBreakpoint breakpoint = shown;
        if (said != null && !said.isDisposed() && breakpoint != null) {
            String text = problem == null ? BreakpointText.of(breakpoint) : problem;
            said.setText(text.replace("&", "&&"));
            said.setForeground(problem == null ? null : said.getDisplay().getSystemColor(SWT.COLOR_RED));
            said.requestLayout();
        }
    }

    @Override
    public boolean setFocus() {
        ScrolledComposite control = scrolled;
        return control != null && control.setFocus();
    }

    @Override
    public String getID() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getDescription() {
        return DESCRIPTION;
    }

    // --- saving

    private void setDirty(boolean dirty) {
        if (isDirty != dirty) {
            isDirty = dirty;
            for (IPropertyListener each : listeners) {
                each.propertyChanged(this, ISaveablePart.PROP_DIRTY);
            }
        }
    }

    /** Saves what is right; what is not stays, with what is wrong above it. */
    @Override
    public void doSave(@Nullable IProgressMonitor monitor) {
        BreakpointForm edited = form;
        RealmBreakpoint breakpoint = shown;
        if (!isDirty || edited == null || breakpoint == null || edited.problem() != null) {
            return;
        }
        try {
            edited.apply(breakpoint);
            setDirty(false);
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
        }
    }

    @Override
    public void doSaveAs() {
        // A breakpoint has no other place.
    }

    @Override
    public boolean isDirty() {
        return isDirty;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public boolean isSaveOnCloseNeeded() {
        return isDirty;
    }

    @Override
    public void addPropertyListener(IPropertyListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removePropertyListener(IPropertyListener listener) {
        listeners.remove(listener);
    }

    /** Told on any thread. */
    private final class Changes implements IBreakpointListener {
        @Override
        public void breakpointAdded(IBreakpoint breakpoint) {
            // Not shown before it is selected.
        }

        @Override
        public void breakpointRemoved(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
            later(breakpoint, () -> display(null));
        }

        @Override
        public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
            later(breakpoint, () -> {
                BreakpointForm known = form;
                RealmBreakpoint changed = shown;
                if (!isDirty && known != null && changed != null && BreakpointText.exists(changed)) {
                    known.show(changed);
                    setDirty(false);
                    say(null);
                }
            });
        }

        private void later(IBreakpoint breakpoint, Runnable done) {
            ScrolledComposite control = scrolled;
            if (control != null && !control.isDisposed()) {
                control.getDisplay().asyncExec(() -> {
                    if (!control.isDisposed() && breakpoint == shown) {
                        done.run();
                    }
                });
            }
        }
    }
}
