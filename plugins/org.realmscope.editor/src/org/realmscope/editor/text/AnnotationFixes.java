package org.realmscope.editor.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.quickassist.IQuickAssistInvocationContext;
import org.eclipse.jface.text.quickassist.IQuickAssistProcessor;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.realmscope.editor.language.DocumentEdits;
import org.realmscope.editor.language.ProblemAnnotation;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/**
 * Corrections of problems that are no markers, in scenarios outside the workspace; see {@link QuickFixes} for the
 * others.
 */
public final class AnnotationFixes implements IQuickAssistProcessor {
    @Override
    public @Nullable String getErrorMessage() {
        return null;
    }

    @Override
    public boolean canFix(Annotation annotation) {
        return annotation instanceof ProblemAnnotation;
    }

    @Override
    public boolean canAssist(IQuickAssistInvocationContext context) {
        return false;
    }

    @Override
    public ICompletionProposal[] computeQuickAssistProposals(IQuickAssistInvocationContext context) {
        List<ICompletionProposal> proposals = new ArrayList<>();
        ScenarioLanguage.get().document(context.getSourceViewer().getDocument()).ifPresent(document -> {
            IAnnotationModel model = context.getSourceViewer().getAnnotationModel();
            for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
                Annotation each = all.next();
                if (each instanceof ProblemAnnotation problem
                        && isAt(model.getPosition(each), document.document(), context.getOffset())) {
                    document.problems().fixes(problem.problem()).stream()
                            .map(action -> new Fix(document, action, DocumentEdits.stamp(document.document())))
                            .forEach(proposals::add);
                }
            }
        });
        return proposals.toArray(ICompletionProposal[]::new);
    }

    private static boolean isAt(@Nullable Position position, IDocument document, int offset) {
        return position != null
                && (position.includes(offset) || position.getOffset() + position.getLength() == offset)
                && offset <= document.getLength();
    }

    private record Fix(ScenarioDocument document, CodeAction action, long stamp) implements ICompletionProposal {
        @Override
        public void apply(IDocument edited) {
            DocumentEdits.apply(document.document(), stamp, DocumentEdits.of(document, action.getEdit()));
        }

        @Override
        public @Nullable Point getSelection(IDocument edited) {
            return null;
        }

        @Override
        public @Nullable String getAdditionalProposalInfo() {
            return null;
        }

        @Override
        public String getDisplayString() {
            return action.getTitle();
        }

        @Override
        public @Nullable Image getImage() {
            return null;
        }

        @Override
        public @Nullable IContextInformation getContextInformation() {
            return null;
        }
    }
}
