package org.realmscope.debug.ui.breakpoints;

import java.util.Objects;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.dialogs.PropertyPage;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;

/** What can be said of a breakpoint that there is. */
public final class BreakpointPropertyPage extends PropertyPage {
    private @Nullable BreakpointForm form;
    private @Nullable Button enabled;

    /** For the platform. */
    public BreakpointPropertyPage() {
        noDefaultAndApplyButton();
    }

    private RealmBreakpoint breakpoint() {
        return Objects.requireNonNull(Adapters.adapt(getElement(), RealmBreakpoint.class));
    }

    @Override
    protected Control createContents(Composite parent) {
        RealmBreakpoint breakpoint = breakpoint();
        BreakpointForm shown = BreakpointForm.of(breakpoint);
        form = shown;
        setTitle(shown.title());
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(page);
        label(page, BreakpointText.of(breakpoint));
        Button box = new Button(page, SWT.CHECK);
        box.setText("E&nabled");
        enabled = box;
        GridDataFactory.fillDefaults().grab(true, true).applyTo(shown.createControl(page, this::validate));
        shown.show(breakpoint);
        try {
            box.setSelection(breakpoint.isEnabled());
        } catch (CoreException e) {
            setErrorMessage(e.getStatus().getMessage());
        }
        return page;
    }

    private static void label(Composite parent, String text) {
        Label label = new Label(parent, SWT.WRAP);
        label.setText(text.replace("&", "&&"));
        GridDataFactory.fillDefaults().grab(true, false).hint(460, SWT.DEFAULT).applyTo(label);
    }

    private void validate() {
        BreakpointForm shown = form;
        String problem = shown == null ? null : shown.problem();
        setErrorMessage(problem);
        setValid(problem == null);
    }

    @Override
    public boolean performOk() {
        BreakpointForm shown = form;
        Button box = enabled;
        if (shown == null || box == null) {
            return true;
        }
        try {
            shown.apply(breakpoint());
            breakpoint().setEnabled(box.getSelection());
            return true;
        } catch (CoreException e) {
            setErrorMessage(e.getStatus().getMessage());
            return false;
        }
    }
}
