package org.realmscope.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What an adapter says against breakpoints of other plug-ins, as problems beside them: they have no place of their own
 * for it.
 */
final class BreakpointProblems {
    static final String MARKER = "org.realmscope.debug.core.breakpointProblem";

    /** Guarded by this. */
    private final Map<IBreakpoint, Problem> problems = new LinkedHashMap<>();

    /** Those that are there. Confined to the job. */
    private final List<IMarker> shown = new ArrayList<>();

    private final Job job = Job.createSystem("Problems of breakpoints", this::show);

    private record Problem(IResource resource, int line, String message) {}

    /** @param verification null if the adapter says nothing of it any more */
    synchronized void report(IBreakpoint breakpoint, @Nullable Verification verification) {
        IMarker marker = breakpoint.getMarker();
        Problem problem = verification == null || verification.isVerified() || marker == null
                ? null
                : new Problem(
                        marker.getResource(), marker.getAttribute(IMarker.LINE_NUMBER, 1), verification.message());
        Problem before = problem == null ? problems.remove(breakpoint) : problems.put(breakpoint, problem);
        if (!Objects.equals(before, problem)) {
            job.schedule();
        }
    }

    private synchronized List<Problem> now() {
        return List.copyOf(problems.values());
    }

    /** Adapters answer on a thread that must not wait for the workspace. */
    private void show(@Nullable IProgressMonitor monitor) throws CoreException {
        ResourcesPlugin.getWorkspace().run(running -> replace(), null, IWorkspace.AVOID_UPDATE, monitor);
    }

    private void replace() throws CoreException {
        for (IMarker each : shown) {
            each.delete();
        }
        shown.clear();
        for (Problem each : now()) {
            if (each.resource().exists()) {
                shown.add(each.resource()
                        .createMarker(
                                MARKER,
                                Map.of(
                                        IMarker.SEVERITY,
                                        IMarker.SEVERITY_WARNING,
                                        IMarker.LINE_NUMBER,
                                        each.line(),
                                        IMarker.MESSAGE,
                                        "Realm Debug cannot set this breakpoint: " + each.message())));
            }
        }
    }
}
