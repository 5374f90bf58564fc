package org.realmscope.editor.hostimage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.core.resources.ICommand;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.server.ServerCommand;

/** Projects with the sources of a host image. */
public final class HostImage {
    private HostImage() {
        // Functions only.
    }

    /**
     * Makes a project of the sources that {@code realmscope new host} gives, and builds it.
     *
     * @param location of the project; null for the workspace
     * @return the file that is opened first
     */
    public static IFile create(IProject project, @Nullable IPath location, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Copying the host's sources", 4);
        IPath root = location == null
                ? project.getWorkspace().getRoot().getLocation().append(project.getName())
                : location;
        copySources(Path.of(root.toOSString()), progress.split(1));
        IProjectDescription description = project.getWorkspace().newProjectDescription(project.getName());
        description.setLocation(location);
        ICommand build = description.newCommand();
        build.setBuilderName(HostImageBuilder.ID);
        description.setBuildSpec(new ICommand[] {build});
        project.create(description, progress.split(1));
        project.open(progress.split(1));
        project.refreshLocal(IResource.DEPTH_INFINITE, progress.split(1));
        return project.getFile("README.md");
    }

    private static void copySources(Path directory, IProgressMonitor monitor) throws CoreException {
        List<String> words;
        try {
            words = ServerCommand.words(List.of(), List.of("new", "host", directory.toString()));
            Output output = Output.of(new ProcessBuilder(words), monitor);
            if (output.exitCode() != 0) {
                throw new CoreException(Status.error(output.text().strip()));
            }
        } catch (IOException e) {
            throw new CoreException(Status.error("The host's sources cannot be copied: " + e.getMessage(), e));
        }
    }

    /**
     * What a program has written, and how it ended.
     *
     * @param text standard output and errors
     */
    record Output(int exitCode, String text) {
        /** Runs a program, and stops it when the monitor is cancelled. */
        @SuppressWarnings("resource")
        static Output of(ProcessBuilder builder, IProgressMonitor monitor) throws IOException {
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> watch(process, monitor));
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.onExit().join().exitValue(), text);
        }

        private static void watch(Process process, IProgressMonitor monitor) {
            try {
                while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    if (monitor.isCanceled()) {
                        process.destroy();
                        return;
                    }
                }
            } catch (InterruptedException e) {
                process.destroy();
                throw new IllegalStateException("Nobody interrupts who watches a program", e);
            }
        }
    }
}
