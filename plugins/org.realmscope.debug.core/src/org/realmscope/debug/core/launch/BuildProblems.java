package org.realmscope.debug.core.launch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.realmscope.debug.core.RealmDebug;

/**
 * What is wrong in the projects from which a machine is made, because of which its images are not what the sources say.
 * Mistakes in scenarios are none of it: the adapter reads those anew, and says so itself.
 */
public final class BuildProblems {
    /** Problems that one message names. */
    private static final int NAMED = 5;

    private BuildProblems() {}

    /**
     * Refuses to make a machine of images that could not be built.
     *
     * @throws CoreException with the problems, for people
     */
    public static void check(ILaunchConfiguration configuration) throws CoreException {
        List<IMarker> problems = new ArrayList<>();
        for (IProject each : projects(configuration)) {
            for (IMarker marker : each.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE)) {
                if (isOfBuild(marker)) {
                    problems.add(marker);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new CoreException(RealmDebug.error(RealmDebug.REQUEST_REFUSED, message(problems), null));
        }
    }

    private static String message(List<IMarker> problems) {
        StringBuilder message = new StringBuilder("The machine stays as it is, for the build has failed:");
        for (IMarker each : problems.subList(0, Math.min(NAMED, problems.size()))) {
            message.append('\n').append(each.getResource().getFullPath().makeRelative());
            int line = each.getAttribute(IMarker.LINE_NUMBER, 0);
            if (line > 0) {
                message.append(", line ").append(line);
            }
            message.append(": ").append(each.getAttribute(IMarker.MESSAGE, ""));
        }
        if (problems.size() > NAMED) {
            message.append("\nand %d more, which the Problems view shows".formatted(problems.size() - NAMED));
        }
        return message.toString();
    }

    /** Whether a marker says that something could not be built. */
    static boolean isOfBuild(IMarker marker) {
        return marker.getAttribute(IMarker.SEVERITY, IMarker.SEVERITY_INFO) == IMarker.SEVERITY_ERROR
                && !"rme".equals(marker.getResource().getFileExtension());
    }

    /** The projects of the workspace that have the scenario, an image, or sources of one. */
    static Set<IProject> projects(ILaunchConfiguration configuration) throws CoreException {
        List<String> names = new ArrayList<>();
        for (String attribute : List.of(LaunchAttribute.SCENARIO, LaunchAttribute.HOST_IMAGE, LaunchAttribute.RMM)) {
            String name = configuration.getAttribute(attribute, "");
            if (!name.isBlank() && !(attribute.equals(LaunchAttribute.RMM) && LaunchArguments.isProfile(name))) {
                names.add(LaunchArguments.path(name));
            }
        }
        names.addAll(
                configuration.getAttribute(LaunchAttribute.SOURCE_MAP, Map.of()).values());
        Set<IProject> projects = new LinkedHashSet<>();
        for (String each : names) {
            addProjects(IPath.fromOSString(each), projects);
        }
        return projects;
    }

    private static void addProjects(IPath path, Set<IProject> projects) {
        var root = ResourcesPlugin.getWorkspace().getRoot();
        IResource named = root.findMember(path);
        if (named != null && named.getProject() != null) {
            projects.add(named.getProject());
        }
        for (IFile each : root.findFilesForLocationURI(path.toPath().toUri())) {
            if (each.getProject().isOpen()) {
                projects.add(each.getProject());
            }
        }
    }
}
