package org.realmscope.debug.core.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.ISourcePathComputerDelegate;
import org.eclipse.debug.core.sourcelookup.containers.FolderSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.ProjectSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.WorkspaceSourceContainer;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.launch.LaunchArguments;

/** Where sources are looked for by name, if they are not where debug information says: about the scenario. */
public final class RealmSourcePath implements ISourcePathComputerDelegate {
    @Override
    public ISourceContainer[] computeSourceContainers(ILaunchConfiguration configuration, IProgressMonitor monitor)
            throws CoreException {
        LaunchArguments arguments = new LaunchArguments(configuration);
        List<ISourceContainer> containers = new ArrayList<>();
        IFile file = arguments.isAttach() ? null : file(arguments.scenario());
        if (file != null) {
            IContainer folder = file.getParent();
            if (folder.getType() != IResource.PROJECT) {
                containers.add(new FolderSourceContainer(folder, true));
            }
            containers.add(new ProjectSourceContainer(file.getProject(), true));
        }
        containers.add(new WorkspaceSourceContainer());
        return containers.toArray(ISourceContainer[]::new);
    }

    private static @Nullable IFile file(Path scenario) {
        return ResourcesPlugin.getWorkspace().getRoot().getFileForLocation(IPath.fromPath(scenario));
    }
}
