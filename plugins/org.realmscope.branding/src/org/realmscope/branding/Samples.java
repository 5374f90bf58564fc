package org.realmscope.branding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.statushandlers.StatusManager;

/**
 * Copies the samples into a workspace that has none, opens the first of them, and brings the perspective "Realm Debug"
 * to the front. Only if the start script names the directory of the samples.
 */
public final class Samples implements IStartup {
    /** Property of the JVM with the directory of the samples. */
    private static final String PROPERTY = "realmscope.samples";

    private static final String PROJECT = "Realmscope Samples";
    private static final String FIRST = "runtime-faulting.rme";
    private static final String PERSPECTIVE = "org.realmscope.ui.perspective";

    @Override
    public void earlyStartup() {
        String directory = System.getProperty(PROPERTY);
        if (directory != null) {
            provide(Path.of(directory));
        }
    }

    private static void provide(Path samples) {
        WorkspaceJob job = new WorkspaceJob("Copying the samples") {
            @Override
            public IStatus runInWorkspace(@Nullable IProgressMonitor monitor) throws CoreException {
                IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);
                boolean isNew = !project.exists();
                if (isNew) {
                    fill(project, samples, SubMonitor.convert(monitor));
                }
                Display display = PlatformUI.getWorkbench().getDisplay();
                display.asyncExec(() -> show(isNew ? project.getFile(FIRST) : null));
                return Status.OK_STATUS;
            }
        };
        job.setRule(ResourcesPlugin.getWorkspace().getRoot());
        job.schedule();
    }

    private static void fill(IProject project, Path samples, SubMonitor monitor) throws CoreException {
        project.create(null);
        project.open(null);
        List<Path> files;
        try (Stream<Path> tree = Files.walk(samples)) {
            files = tree.filter(each -> !each.equals(samples)).sorted().toList();
        } catch (IOException e) {
            throw new CoreException(Status.error("The samples in " + samples + " cannot be read.", e));
        }
        SubMonitor copies = monitor.setWorkRemaining(files.size());
        for (Path each : files) {
            copy(each, project, IPath.fromPath(samples.relativize(each)));
            copies.split(1);
        }
    }

    private static void copy(Path from, IContainer project, IPath to) throws CoreException {
        if (Files.isDirectory(from)) {
            IFolder folder = project.getFolder(to);
            folder.create(false, true, null);
            return;
        }
        IFile file = project.getFile(to);
        try (InputStream content = Files.newInputStream(from)) {
            file.create(content, false, null);
        } catch (IOException e) {
            throw new CoreException(Status.error("The sample " + from + " cannot be read.", e));
        }
    }

    private static void show(@Nullable IFile first) {
        IWorkbench workbench = PlatformUI.getWorkbench();
        if (workbench.isClosing() || workbench.getPerspectiveRegistry().findPerspectiveWithId(PERSPECTIVE) == null) {
            return;
        }
        try {
            IWorkbenchPage page =
                    workbench.showPerspective(PERSPECTIVE, workbench.getWorkbenchWindows()[0]);
            if (first != null) {
                // The workbench's own size for a new window leaves a tab of this perspective room for one letter.
                page.getWorkbenchWindow().getShell().setMaximized(true);
                open(page, first);
            }
        } catch (WorkbenchException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.LOG | StatusManager.SHOW);
        }
    }

    private static void open(IWorkbenchPage page, IFile file) throws PartInitException {
        if (file.exists()) {
            IDE.openEditor(page, file);
        }
    }
}
