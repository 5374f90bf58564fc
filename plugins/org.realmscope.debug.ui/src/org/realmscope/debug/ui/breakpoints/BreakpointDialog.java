package org.realmscope.debug.ui.breakpoints;

import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

/** Asks for what can be said of a breakpoint, and sets it. */
public final class BreakpointDialog extends TitleAreaDialog {
    private final BreakpointForm form;
    private @Nullable RealmBreakpoint created;
    private boolean isTouched;

    BreakpointDialog(Shell parent, BreakpointForm form) {
        super(parent);
        this.form = form;
        setHelpAvailable(false);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Add " + form.title());
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        setTitle(form.title());
        setMessage(form.description());
        Composite area = (Composite) super.createDialogArea(parent);
        Composite inner = new Composite(area, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(10, 8).applyTo(inner);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(inner);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form.createControl(inner, this::changed));
        return area;
    }

    @Override
    protected Control createContents(Composite parent) {
        Control contents = super.createContents(parent);
        validate();
        return contents;
    }

    private void changed() {
        isTouched = true;
        validate();
    }

    /** People who have not begun yet have made no mistake. */
    private void validate() {
        String problem = form.problem();
        setErrorMessage(isTouched ? problem : null);
        getButton(IDialogConstants.OK_ID).setEnabled(problem == null);
    }

    @Override
    protected void okPressed() {
        try {
            created = form.create();
            super.okPressed();
        } catch (DebugException e) {
            setErrorMessage(e.getStatus().getMessage());
        }
    }

    /** The breakpoint; null if none was set. */
    @Nullable
    RealmBreakpoint created() {
        return created;
    }
}
