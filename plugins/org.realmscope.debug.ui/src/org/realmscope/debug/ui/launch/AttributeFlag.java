package org.realmscope.debug.ui.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

/** A check box for an attribute that is true or false. */
final class AttributeFlag implements LaunchField {
    private final Button button;
    private final String key;
    private final boolean otherwise;

    /**
     * Makes it, across the columns of a grid.
     *
     * @param otherwise what holds if there is no attribute
     */
    AttributeFlag(Composite parent, String name, String tip, String key, boolean otherwise) {
        this.key = key;
        this.otherwise = otherwise;
        button = new Button(parent, SWT.CHECK);
        button.setText(name);
        button.setToolTipText(tip);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
    }

    @Override
    public void onChange(Runnable changed) {
        button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> changed.run()));
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) throws CoreException {
        button.setSelection(configuration.getAttribute(key, otherwise));
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        configuration.setAttribute(key, button.getSelection());
    }
}
