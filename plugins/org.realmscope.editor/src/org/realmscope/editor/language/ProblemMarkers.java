package org.realmscope.editor.language;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.MultiStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;

/** What is wrong with the scenarios of the workspace, open or not, as markers of their files. */
final class ProblemMarkers extends WorkspaceJob {
    private final Map<Path, Found> waiting = new LinkedHashMap<>();

    /** @param text that has the problems; null for that of the file */
    private record Found(@Nullable String text, List<Diagnostic> problems) {}

    ProblemMarkers() {
        super("Problems of scenarios");
        setSystem(true);
    }

    /** Replaces the markers of a file. */
    void show(Path path, @Nullable String text, List<Diagnostic> problems) {
        synchronized (waiting) {
            waiting.put(path, new Found(text, problems));
        }
        schedule();
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) {
        Map<Path, Found> all;
        synchronized (waiting) {
            all = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        MultiStatus problems =
                new MultiStatus(ProblemMarkers.class, IStatus.OK, "Problems of scenarios cannot be marked", null);
        for (Map.Entry<Path, Found> each : all.entrySet()) {
            try {
                write(each.getKey(), each.getValue());
            } catch (CoreException e) {
                // The markers of the others are written all the same.
                problems.add(e.getStatus());
            }
        }
        return problems;
    }

    private static void write(Path path, Found found) throws CoreException {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        for (IFile file : root.findFilesForLocationURI(path.toUri())) {
            try {
                write(file, found, path);
            } catch (CoreException e) {
                if (file.isAccessible()) {
                    throw e;
                }
            }
        }
    }

    private static void write(IFile file, Found found, Path path) throws CoreException {
        if (!file.isAccessible()) {
            return;
        }
        file.deleteMarkers(Problems.MARKER, true, IResource.DEPTH_ZERO);
        if (!found.problems().isEmpty()) {
            String text = found.text();
            IDocument document = new Document(text == null ? textOf(path) : text);
            for (Diagnostic each : found.problems()) {
                file.createMarker(Problems.MARKER, attributes(document, each));
            }
        }
    }

    private static String textOf(Path path) throws CoreException {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CoreException(Status.error(path + " cannot be read", e));
        }
    }

    private static Map<String, Object> attributes(IDocument text, Diagnostic problem) {
        IRegion region = Places.region(text, problem.getRange());
        int line = problem.getRange().getStart().getLine() + 1;
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(IMarker.MESSAGE, problem.getMessage());
        attributes.put(IMarker.SEVERITY, severity(problem.getSeverity()));
        attributes.put(IMarker.LINE_NUMBER, line);
        attributes.put(IMarker.LOCATION, "line " + line);
        attributes.put(IMarker.CHAR_START, region.getOffset());
        attributes.put(IMarker.CHAR_END, region.getOffset() + region.getLength());
        if (problem.getCode() != null) {
            attributes.put(Problems.CODE, Objects.toString(problem.getCode().get()));
        }
        return attributes;
    }

    private static int severity(DiagnosticSeverity severity) {
        return switch (severity) {
            case Error -> IMarker.SEVERITY_ERROR;
            case Warning -> IMarker.SEVERITY_WARNING;
            case Information, Hint -> IMarker.SEVERITY_INFO;
        };
    }
}
