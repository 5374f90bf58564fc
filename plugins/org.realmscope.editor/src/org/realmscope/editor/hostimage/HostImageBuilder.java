package org.realmscope.editor.hostimage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.jdt.annotation.Nullable;

/** Builds a host image with make when a source has changed; what the compiler complains about becomes markers. */
public final class HostImageBuilder extends IncrementalProjectBuilder {
    /** As the platform knows it. */
    public static final String ID = "org.realmscope.editor.hostImageBuilder";

    /** The type of the markers. */
    public static final String MARKER = "org.realmscope.editor.hostImageProblem";

    private static final Pattern COMPLAINT =
            Pattern.compile("(?m)^([^:\\s][^:\\n]*):(\\d+):(?:\\d+:)? (fatal error|error|warning): (.*)$");
    private static final String NO_MAKE = "The host image is not built: make is not in the search path. "
            + "Install GNU Make (Debian, Ubuntu, Fedora: package make), and build the project again.";

    @Override
    public ISchedulingRule getRule(int kind, Map<String, String> arguments) {
        return getProject();
    }

    @Override
    protected IProject @Nullable [] build(
            int kind, @Nullable Map<String, String> arguments, @Nullable IProgressMonitor monitor)
            throws CoreException {
        if (kind == AUTO_BUILD && !hasChangedSource(getDelta(getProject()))) {
            return null;
        }
        IProject project = getProject();
        project.deleteMarkers(MARKER, false, IResource.DEPTH_INFINITE);
        String searchPath = CrossCompiler.searchPath();
        String configured = CrossCompiler.configured();
        Optional<CrossCompiler> compiler = CrossCompiler.find(configured, searchPath);
        if (compiler.isEmpty()) {
            complain(project, CrossCompiler.missing(configured));
        } else if (!CrossCompiler.isProgram("make", searchPath)) {
            complain(project, NO_MAKE);
        } else {
            List<String> words = new ArrayList<>(
                    List.of("make", "CROSS_COMPILE=" + compiler.get().prefix()));
            if (kind == FULL_BUILD) {
                words.add("-B");
            }
            make(project, words, monitor);
        }
        return null;
    }

    private static boolean hasChangedSource(@Nullable IResourceDelta delta) throws CoreException {
        boolean[] found = new boolean[] {delta == null};
        if (delta != null) {
            delta.accept(each -> {
                String name = each.getResource().getName();
                found[0] |= each.getResource() instanceof IFile
                        && (each.getKind() != IResourceDelta.CHANGED || (each.getFlags() & IResourceDelta.CONTENT) != 0)
                        && (name.matches(".*\\.(c|h|S|ld|mk)") || "Makefile".equals(name));
                return true;
            });
        }
        return found[0];
    }

    private static void make(IProject project, List<String> words, @Nullable IProgressMonitor monitor)
            throws CoreException {
        Path root = Path.of(project.getLocation().toOSString());
        try {
            HostImage.Output output = HostImage.Output.of(
                    new ProcessBuilder(words).directory(root.toFile()),
                    monitor == null ? new NullProgressMonitor() : monitor);
            boolean isExplained = mark(project, root, output.text());
            if (output.exitCode() != 0 && !isExplained) {
                complain(
                        project,
                        "make has ended with exit code " + output.exitCode() + ": "
                                + output.text().strip());
            }
        } catch (IOException e) {
            throw new CoreException(Status.error("make cannot be started: " + e.getMessage(), e));
        }
        project.refreshLocal(IResource.DEPTH_INFINITE, monitor);
    }

    /** Makes markers of complaints; answers whether one of them is an error. */
    private static boolean mark(IProject project, Path root, String output) throws CoreException {
        boolean hasError = false;
        Matcher matcher = COMPLAINT.matcher(output);
        while (matcher.find()) {
            IFile file = project.getFile(
                    root.relativize(root.resolve(matcher.group(1)).normalize()).toString());
            boolean isError = matcher.group(3).endsWith("error");
            hasError |= isError;
            IResource marked = file.exists() ? file : project;
            marked.createMarker(
                    MARKER,
                    Map.of(
                            IMarker.MESSAGE, matcher.group(4),
                            IMarker.LINE_NUMBER, Integer.parseInt(matcher.group(2)),
                            IMarker.SEVERITY, isError ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING));
        }
        return hasError;
    }

    private static void complain(IProject project, String message) throws CoreException {
        project.createMarker(MARKER, Map.of(IMarker.MESSAGE, message, IMarker.SEVERITY, IMarker.SEVERITY_ERROR));
    }
}
