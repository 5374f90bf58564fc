package org.realmscope.debug.ui.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jdt.annotation.Nullable;

/** What people set one attribute of a launch configuration with. */
interface LaunchField {
    /** Calls whenever people change it. */
    void onChange(Runnable changed);

    /** Shows what a configuration says. */
    void initializeFrom(ILaunchConfiguration configuration) throws CoreException;

    /** Tells a configuration what people have set. */
    void performApply(ILaunchConfigurationWorkingCopy configuration) throws CoreException;

    /** What is wrong with it; null if nothing is. */
    default @Nullable String problem() {
        return null;
    }
}
