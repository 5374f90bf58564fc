package org.realmscope.debug.ui.launch;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.variables.IStringVariableManager;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut2;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.launch.LaunchAttribute;

/** "Debug As" and "Run As" on scenarios: with the configuration that there is for it, or a new one. */
public final class RealmLaunchShortcut implements ILaunchShortcut2 {
    @Override
    public void launch(ISelection selection, String mode) {
        launch(file(selection), mode);
    }

    @Override
    public void launch(IEditorPart editor, String mode) {
        launch(file(editor), mode);
    }

    private static void launch(@Nullable IFile scenario, String mode) {
        if (scenario == null) {
            return;
        }
        try {
            List<ILaunchConfiguration> known = configurations(scenario);
            DebugUITools.launch(known.isEmpty() ? create(scenario) : known.getFirst(), mode);
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
        }
    }

    private static ILaunchConfigurationType type() {
        return DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(RealmDebug.LAUNCH_TYPE);
    }

    private static ILaunchConfiguration create(IFile scenario) throws CoreException {
        ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
        String name = scenario.getFullPath().removeFileExtension().lastSegment();
        ILaunchConfigurationWorkingCopy created =
                type().newInstance(null, manager.generateLaunchConfigurationName(name));
        created.setAttribute(LaunchAttribute.SCENARIO, expression(scenario));
        created.setMappedResources(new IFile[] {scenario});
        return created.doSave();
    }

    private static String expression(IFile scenario) {
        return VariablesPlugin.getDefault()
                .getStringVariableManager()
                .generateVariableExpression(
                        "workspace_loc", scenario.getFullPath().toString());
    }

    private static List<ILaunchConfiguration> configurations(IFile scenario) throws CoreException {
        ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
        IStringVariableManager variables = VariablesPlugin.getDefault().getStringVariableManager();
        String location =
                scenario.getLocation() == null ? "" : scenario.getLocation().toOSString();
        List<ILaunchConfiguration> found = new ArrayList<>();
        for (ILaunchConfiguration each : manager.getLaunchConfigurations(type())) {
            String text = each.getAttribute(LaunchAttribute.SCENARIO, "");
            boolean isStarted = !each.getAttribute(LaunchAttribute.ATTACH, false);
            if (isStarted && variables.performStringSubstitution(text, false).equals(location)) {
                found.add(each);
            }
        }
        return found;
    }

    private static @Nullable IFile file(ISelection selection) {
        Object first = selection instanceof IStructuredSelection chosen ? chosen.getFirstElement() : null;
        return Adapters.adapt(first, IFile.class);
    }

    private static @Nullable IFile file(IEditorPart editor) {
        return Adapters.adapt(editor.getEditorInput(), IFile.class);
    }

    @Override
    public ILaunchConfiguration @Nullable [] getLaunchConfigurations(ISelection selection) {
        return known(file(selection));
    }

    @Override
    public ILaunchConfiguration @Nullable [] getLaunchConfigurations(IEditorPart editor) {
        return known(file(editor));
    }

    private static ILaunchConfiguration @Nullable [] known(@Nullable IFile scenario) {
        try {
            return scenario == null ? null : configurations(scenario).toArray(ILaunchConfiguration[]::new);
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.LOG);
            return null;
        }
    }

    @Override
    public @Nullable IFile getLaunchableResource(ISelection selection) {
        return file(selection);
    }

    @Override
    public @Nullable IFile getLaunchableResource(IEditorPart editor) {
        return file(editor);
    }
}
