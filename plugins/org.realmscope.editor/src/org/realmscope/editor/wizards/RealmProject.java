package org.realmscope.editor.wizards;

import java.util.List;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.jdt.annotation.Nullable;

/** Makes projects. */
public final class RealmProject {
    private RealmProject() {
        // Functions only.
    }

    /**
     * Makes a project with samples in it.
     *
     * @param location of the project; null for the workspace
     */
    public static void create(
            IProject project, @Nullable IPath location, List<Sample> samples, @Nullable IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, samples.size() + 1);
        IProjectDescription description = project.getWorkspace().newProjectDescription(project.getName());
        description.setLocation(location);
        project.create(description, progress.split(1));
        project.open(null);
        for (Sample each : samples) {
            IFile file = project.getFile(each.path());
            makeFolder(file.getParent());
            file.create(each.bytes(), false, false, progress.split(1));
        }
    }

    private static void makeFolder(@Nullable IContainer container) throws CoreException {
        if (container instanceof IFolder folder && !folder.exists()) {
            makeFolder(folder.getParent());
            folder.create(false, true, null);
        }
    }
}
