package org.realmscope.debug.ui.launch;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;

/** A tab of fields, each of which is an attribute. */
abstract class RealmTab extends AbstractLaunchConfigurationTab {
    private final List<LaunchField> fields = new ArrayList<>();

    @Override
    public void createControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(8, 8).applyTo(page);
        setControl(page);
        if (parent instanceof ScrolledComposite scrolled) {
            // The platform's page scrolls; who goes through the fields with the keyboard is to see them as well.
            scrolled.setShowFocusedControl(true);
        }
        fill(page);
        fields.forEach(each -> each.onChange(this::changed));
    }

    /** Makes the fields. */
    abstract void fill(Composite page);

    /** What people see around fields that belong together. */
    static Group group(Composite page, String name, int columns) {
        Group group = new Group(page, SWT.NONE);
        group.setText(name);
        GridLayoutFactory.swtDefaults().numColumns(columns).applyTo(group);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(group);
        return group;
    }

    <F extends LaunchField> F add(F field) {
        fields.add(field);
        return field;
    }

    void changed() {
        updateLaunchConfigurationDialog();
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        // What is not there has the scenario's or the adapter's default.
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) {
        try {
            for (LaunchField each : fields) {
                each.initializeFrom(configuration);
            }
        } catch (CoreException e) {
            ILog.of(getClass()).log(e.getStatus());
            setErrorMessage(e.getMessage());
        }
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        try {
            for (LaunchField each : fields) {
                each.performApply(configuration);
            }
        } catch (CoreException e) {
            ILog.of(getClass()).log(e.getStatus());
            setErrorMessage(e.getMessage());
        }
    }

    @Override
    public boolean isValid(ILaunchConfiguration configuration) {
        String problem = problem();
        for (LaunchField each : fields) {
            problem = problem == null ? each.problem() : problem;
        }
        setErrorMessage(problem);
        return problem == null;
    }

    /** What is wrong beyond single fields; null if nothing is. */
    @Nullable
    String problem() {
        return null;
    }
}
