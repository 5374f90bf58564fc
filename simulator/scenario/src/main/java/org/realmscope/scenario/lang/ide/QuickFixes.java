package org.realmscope.scenario.lang.ide;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.codeActions.ICodeActionService2;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.realmscope.scenario.lang.ProblemCode;

/**
 * Corrections that an error's own data suggests: a word, a number or an address instead, or something that is missing.
 */
public class QuickFixes implements ICodeActionService2 {
    private static final String SLOT = "\n    slot ram 0 .. 64 MiB backing anon";
    private static final String REALM = """

        realm realm0 {
            slot ram 0 .. 64 MiB backing anon

            vcpu vcpu0 {
                load 0x20_0000 expect 0
            }
        }
        """;

    private final IResourceValidator validator;

    @Inject
    QuickFixes(IResourceValidator validator) {
        this.validator = validator;
    }

    @Override
    public List<Either<Command, CodeAction>> getCodeActions(Options options) {
        return options.getLanguageServerAccess().doSyncRead(options.getURI(), context -> {
            options.setDocument(context.getDocument());
            options.setResource(context.getResource());
            return actions(options);
        });
    }

    private List<Either<Command, CodeAction>> actions(Options options) {
        Document document = options.getDocument();
        Range wanted = options.getCodeActionParams().getRange();
        List<Either<Command, CodeAction>> actions = new ArrayList<>();
        for (Issue issue : validator.validate(options.getResource(), CheckMode.ALL, options.getCancelIndicator())) {
            if (issue.getOffset() == null || issue.getLength() == null || issue.getData() == null) {
                continue;
            }
            int end = Math.min(
                    issue.getOffset() + issue.getLength(),
                    document.getContents().length());
            Range range = new Range(document.getPosition(issue.getOffset()), document.getPosition(end));
            if (isTouched(range, wanted)) {
                for (String fix : issue.getData()) {
                    actions.add(Either.forRight(action(options, issue, range, fix)));
                }
            }
        }
        return actions;
    }

    private static CodeAction action(Options options, Issue issue, Range range, String fix) {
        if (ProblemCode.MISSING.name().equals(issue.getCode())) {
            return insertion(options, issue, fix);
        }
        String old = options.getDocument().getSubstring(range);
        return action(
                options,
                issue,
                fix.isEmpty() ? "Remove '" + old + "'" : "Change '" + old + "' to '" + fix + "'",
                new TextEdit(range, fix));
    }

    /** @param what is missing: a slot, behind the brace that opens its realm, or a realm, at the end */
    private static CodeAction insertion(Options options, Issue issue, String what) {
        Document document = options.getDocument();
        String text = document.getContents();
        if (what.equals("slot")) {
            int brace = text.indexOf('{', issue.getOffset());
            Position behind = document.getPosition(brace < 0 ? text.length() : brace + 1);
            return action(options, issue, "Add a slot", new TextEdit(new Range(behind, behind), SLOT));
        }
        Position end = document.getPosition(text.length());
        return action(options, issue, "Add a realm with one vCPU", new TextEdit(new Range(end, end), REALM));
    }

    private static CodeAction action(Options options, Issue issue, String title, TextEdit edit) {
        CodeAction action = new CodeAction(title);
        action.setKind(CodeActionKind.QuickFix);
        action.setEdit(new WorkspaceEdit(Map.of(options.getURI(), List.of(edit))));
        List<Diagnostic> fixed = new ArrayList<>();
        for (Diagnostic diagnostic : options.getCodeActionParams().getContext().getDiagnostics()) {
            if (issue.getMessage().equals(diagnostic.getMessage())) {
                fixed.add(diagnostic);
            }
        }
        action.setDiagnostics(fixed);
        return action;
    }

    private static boolean isTouched(Range range, Range wanted) {
        return !isBefore(range.getEnd(), wanted.getStart()) && !isBefore(wanted.getEnd(), range.getStart());
    }

    private static boolean isBefore(Position first, Position second) {
        return first.getLine() < second.getLine()
                || (first.getLine() == second.getLine() && first.getCharacter() < second.getCharacter());
    }
}
