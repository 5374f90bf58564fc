package org.realmscope.debug.core.launch;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.realmscope.debug.core.RealmDebug;

/** Marks in scenarios of the workspace what the adapter refuses a launch for. */
final class ScenarioProblems {
    /** Type of the markers. */
    static final String MARKER = RealmDebug.PLUGIN + ".scenarioProblem";

    /** A line of the adapter's message: {@code file:line:column: text [CODE]}. */
    private static final Pattern PROBLEM = Pattern.compile("(\\S.*?\\.rme):(\\d{1,9}):(\\d{1,9}): (.*)");

    private ScenarioProblems() {}

    /** Takes away the marks of an earlier launch. */
    static void clear(Path scenario) {
        try {
            for (IFile each : files(scenario)) {
                each.deleteMarkers(MARKER, true, IResource.DEPTH_ZERO);
            }
        } catch (CoreException e) {
            ILog.of(ScenarioProblems.class).log(e.getStatus());
        }
    }

    /** Marks what a message says of lines of files, unless the editor has marked the line already. */
    static void mark(Path scenario, String message) {
        try {
            for (String line : message.lines().toList()) {
                Matcher problem = PROBLEM.matcher(line);
                if (problem.find()) {
                    mark(scenario.resolveSibling(problem.group(1)), problem);
                }
            }
        } catch (CoreException e) {
            ILog.of(ScenarioProblems.class).log(e.getStatus());
        }
    }

    private static void mark(Path path, Matcher problem) throws CoreException {
        int line = Integer.parseInt(problem.group(2));
        for (IFile file : files(path)) {
            if (!hasProblem(file, line)) {
                IMarker marker = file.createMarker(MARKER);
                marker.setAttribute(IMarker.SEVERITY, IMarker.SEVERITY_ERROR);
                marker.setAttribute(IMarker.MESSAGE, problem.group(4));
                marker.setAttribute(IMarker.LINE_NUMBER, line);
                marker.setAttribute(IMarker.LOCATION, "line %d, column %s".formatted(line, problem.group(3)));
            }
        }
    }

    private static boolean hasProblem(IFile file, int line) throws CoreException {
        for (IMarker each : file.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO)) {
            if (each.getAttribute(IMarker.LINE_NUMBER, 0) == line && !MARKER.equals(each.getType())) {
                return true;
            }
        }
        return false;
    }

    private static IFile[] files(Path path) {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        return workspace.getRoot().findFilesForLocationURI(path.toUri());
    }
}
