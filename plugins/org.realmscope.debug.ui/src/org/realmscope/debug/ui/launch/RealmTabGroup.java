package org.realmscope.debug.ui.launch;

import org.eclipse.debug.ui.AbstractLaunchConfigurationTabGroup;
import org.eclipse.debug.ui.CommonTab;
import org.eclipse.debug.ui.EnvironmentTab;
import org.eclipse.debug.ui.ILaunchConfigurationDialog;
import org.eclipse.debug.ui.sourcelookup.SourceLookupTab;

/** The tabs of launch configurations of the type "Realm Debug". */
public final class RealmTabGroup extends AbstractLaunchConfigurationTabGroup {
    @Override
    public void createTabs(ILaunchConfigurationDialog dialog, String mode) {
        setTabs(
                new ScenarioTab(),
                new ImagesTab(),
                new DebuggingTab(),
                new SourceLookupTab(),
                new EnvironmentTab(),
                new CommonTab());
    }
}
