package org.realmscope.editor.language;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** What is wrong with a scenario: as markers of its files, and with the corrections that the server knows. */
public final class Problems {
    /** The type of the markers. */
    public static final String MARKER = "org.realmscope.editor.problem";

    /** The attribute with the code of a problem, as docs/scenario-language.md lists them. */
    public static final String CODE = "code";

    private final ScenarioDocument document;
    private final WorkspaceJob job;
    private volatile List<Diagnostic> latest = List.of();
    private volatile List<Fix> fixes = List.of();
    private volatile boolean isChecked;

    /**
     * A correction.
     *
     * @param problem what it corrects
     * @param action the correction
     */
    public record Fix(Diagnostic problem, CodeAction action) {
        boolean corrects(IMarker marker) {
            return problem.getMessage().equals(marker.getAttribute(IMarker.MESSAGE, ""))
                    && problem.getRange().getStart().getLine() + 1 == marker.getAttribute(IMarker.LINE_NUMBER, 0);
        }
    }

    Problems(ScenarioDocument document) {
        this.document = document;
        job = new WorkspaceJob("Problems of " + document.path().getFileName()) {
            @Override
            public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
                write();
                return Status.OK_STATUS;
            }
        };
        job.setSystem(true);
    }

    /** Takes what the server has found, and asks for corrections. */
    void found(List<Diagnostic> diagnostics) {
        latest = diagnostics;
        isChecked = true;
        job.schedule();
        if (diagnostics.isEmpty()) {
            fixes = List.of();
            return;
        }
        IDocument text = new Document(document.content().text());
        Range whole = new Range(new Position(0, 0), Places.position(text, text.getLength()));
        CodeActionParams params = new CodeActionParams(
                document.identifier(), whole, new CodeActionContext(diagnostics));
        document.ask(service -> service.codeAction(params)).whenComplete((actions, failure) -> {
            if (failure != null) {
                ScenarioLanguage.log(failure);
            } else if (latest == diagnostics && actions != null) {
                fixes = fixesOf(actions);
            }
        });
    }

    private static List<Fix> fixesOf(List<Either<Command, CodeAction>> actions) {
        List<Fix> found = new ArrayList<>();
        for (Either<Command, CodeAction> each : actions) {
            CodeAction action = each.getRight();
            if (action != null && action.getEdit() != null && action.getDiagnostics() != null) {
                action.getDiagnostics().forEach(problem -> found.add(new Fix(problem, action)));
            }
        }
        return List.copyOf(found);
    }

    /** Whether the server has said anything about it yet. */
    public boolean isChecked() {
        return isChecked;
    }

    /** The corrections of a marker that are known now. */
    public List<CodeAction> fixes(IMarker marker) {
        return fixes.stream()
                .filter(each -> each.corrects(marker))
                .map(Fix::action)
                .distinct()
                .toList();
    }

    /** The document is closed: markers of a text that was never saved would be lies. */
    void closed() {
        fixes = List.of();
        if (document.isUnsaved()) {
            latest = List.of();
            job.schedule();
        }
    }

    private void write() throws CoreException {
        IDocument text = new Document(document.content().text());
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        for (IFile file : root.findFilesForLocationURI(document.path().toUri())) {
            if (file.exists()) {
                file.deleteMarkers(MARKER, true, IResource.DEPTH_ZERO);
                for (Diagnostic each : latest) {
                    file.createMarker(MARKER, attributes(text, each));
                }
            }
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
            attributes.put(CODE, Objects.toString(problem.getCode().get()));
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
