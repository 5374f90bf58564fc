package org.realmscope.editor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.CompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.swt.widgets.Display;
import org.realmscope.editor.language.Places;
import org.realmscope.editor.language.ScenarioDocument;
import org.realmscope.editor.language.ScenarioLanguage;

/** Proposes what can be written at the caret. The generic editor asks on a thread of its own. */
public final class ScenarioAssist implements IContentAssistProcessor {
    private static final int SECONDS = 3;
    private static final ICompletionProposal[] NONE = {};

    @Override
    public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
        Optional<ScenarioDocument> known = ScenarioLanguage.get().document(viewer.getDocument());
        if (known.isEmpty() || Display.getCurrent() != null) {
            return NONE;
        }
        ScenarioDocument document = known.get();
        CompletionParams params = new CompletionParams(document.identifier(), document.position(offset));
        Either<List<CompletionItem>, CompletionList> answer =
                Answers.await(document.ask((TextDocumentService service) -> service.completion(params)), SECONDS);
        if (answer == null) {
            return NONE;
        }
        List<ICompletionProposal> proposals = new ArrayList<>();
        for (CompletionItem each :
                answer.isLeft() ? answer.getLeft() : answer.getRight().getItems()) {
            proposals.add(proposal(document.document(), offset, each));
        }
        return proposals.toArray(ICompletionProposal[]::new);
    }

    private static ICompletionProposal proposal(IDocument document, int offset, CompletionItem item) {
        TextEdit edit = item.getTextEdit() == null ? null : item.getTextEdit().getLeft();
        String insertion = item.getInsertText() == null ? item.getLabel() : item.getInsertText();
        String text = edit == null ? insertion : edit.getNewText();
        IRegion replaced = edit == null ? null : Places.region(document, edit.getRange());
        String detail = item.getDetail() == null || item.getDetail().isBlank() ? "" : " - " + item.getDetail();
        return new CompletionProposal(
                text,
                replaced == null ? offset : replaced.getOffset(),
                replaced == null ? 0 : replaced.getLength(),
                text.length(),
                null,
                item.getLabel() + detail,
                null,
                documentation(item));
    }

    private static @Nullable String documentation(CompletionItem item) {
        Either<String, MarkupContent> text = item.getDocumentation();
        if (text == null) {
            return null;
        }
        return Markdown.toHtml(text.isLeft() ? text.getLeft() : text.getRight().getValue());
    }

    @Override
    public IContextInformation @Nullable [] computeContextInformation(ITextViewer viewer, int offset) {
        return null;
    }

    @Override
    public char[] getCompletionProposalAutoActivationCharacters() {
        return new char[] {'.'};
    }

    @Override
    public char @Nullable [] getContextInformationAutoActivationCharacters() {
        return null;
    }

    @Override
    public @Nullable String getErrorMessage() {
        return null;
    }

    @Override
    public @Nullable IContextInformationValidator getContextInformationValidator() {
        return null;
    }
}
