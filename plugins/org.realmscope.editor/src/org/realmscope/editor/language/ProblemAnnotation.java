package org.realmscope.editor.language;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;

/** A problem in a scenario that is no file of the workspace, so that it can have no markers. */
public final class ProblemAnnotation extends Annotation {
    private static final String TYPES = "org.eclipse.ui.workbench.texteditor.";

    private final Diagnostic problem;

    private ProblemAnnotation(Diagnostic problem) {
        super(TYPES + severity(problem.getSeverity()), false, problem.getMessage());
        this.problem = problem;
    }

    /** What the server has found. */
    public Diagnostic problem() {
        return problem;
    }

    private static String severity(DiagnosticSeverity severity) {
        return switch (severity) {
            case Error -> "error";
            case Warning -> "warning";
            case Information, Hint -> "info";
        };
    }

    /** Replaces the problems of a document in all editors that show it, on the thread of the user interface. */
    static void show(IDocument document, List<Diagnostic> problems) {
        ITextFileBuffer buffer = FileBuffers.getTextFileBufferManager().getTextFileBuffer(document);
        if (buffer == null || !(buffer.getAnnotationModel() instanceof IAnnotationModelExtension model)) {
            return;
        }
        List<Annotation> old = new ArrayList<>();
        for (Iterator<Annotation> all = buffer.getAnnotationModel().getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            if (each instanceof ProblemAnnotation) {
                old.add(each);
            }
        }
        Map<Annotation, Position> fresh = new LinkedHashMap<>();
        for (Diagnostic each : problems) {
            IRegion region = Places.region(document, each.getRange());
            fresh.put(new ProblemAnnotation(each), new Position(region.getOffset(), region.getLength()));
        }
        model.replaceAnnotations(old.toArray(Annotation[]::new), fresh);
    }
}
