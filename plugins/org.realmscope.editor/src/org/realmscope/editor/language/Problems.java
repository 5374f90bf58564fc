package org.realmscope.editor.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.ui.PlatformUI;

/**
 * What is wrong with an open scenario: as markers of its file, or as annotations where that is outside the workspace,
 * and with the corrections that the server knows.
 */
public final class Problems {
    /** The type of the markers. */
    public static final String MARKER = "org.realmscope.editor.problem";

    /** The attribute with the code of a problem, as docs/scenario-language.md lists them. */
    public static final String CODE = "code";

    private static final String SYNTAX = "SYNTAX";

    private final ScenarioDocument document;
    private final ProblemMarkers markers;
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
        private boolean corrects(IMarker marker) {
            return problem.getMessage().equals(marker.getAttribute(IMarker.MESSAGE, ""))
                    && problem.getRange().getStart().getLine() + 1 == marker.getAttribute(IMarker.LINE_NUMBER, 0);
        }
    }

    Problems(ScenarioDocument document, ProblemMarkers markers) {
        this.document = document;
        this.markers = markers;
    }

    /** Takes what the server has found, and asks for corrections. */
    void found(List<Diagnostic> diagnostics) {
        latest = diagnostics;
        isChecked = true;
        show(diagnostics);
        if (diagnostics.isEmpty()) {
            fixes = List.of();
            return;
        }
        IDocument text = new Document(document.content().text());
        Range whole = new Range(new Position(0, 0), Places.position(text, text.getLength()));
        CodeActionParams params =
                new CodeActionParams(document.identifier(), whole, new CodeActionContext(diagnostics));
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

    /** Whether the text that the server has seen last is no scenario: its structure is guessed then. */
    public boolean hasSyntaxErrors() {
        return latest.stream()
                .anyMatch(each ->
                        each.getCode() != null && SYNTAX.equals(each.getCode().getLeft()));
    }

    /** The corrections of a marker that are known now. */
    public List<CodeAction> fixes(IMarker marker) {
        return fixes(each -> each.corrects(marker));
    }

    /** The corrections of a problem that are known now. */
    public List<CodeAction> fixes(Diagnostic problem) {
        return fixes(each -> each.problem().equals(problem));
    }

    private List<CodeAction> fixes(Predicate<Fix> wanted) {
        return fixes.stream().filter(wanted).map(Fix::action).distinct().toList();
    }

    /** The document is closed: markers of a text that was never saved would be lies. */
    void closed() {
        fixes = List.of();
        if (document.isUnsaved()) {
            show(List.of());
        }
    }

    private void show(List<Diagnostic> problems) {
        markers.show(document.path(), document.content().text(), problems);
        if (PlatformUI.isWorkbenchRunning()
                && ResourcesPlugin.getWorkspace()
                                .getRoot()
                                .findFilesForLocationURI(document.path().toUri())
                                .length
                        == 0) {
            PlatformUI.getWorkbench()
                    .getDisplay()
                    .asyncExec(() -> ProblemAnnotation.show(document.document(), problems));
        }
    }
}
