package org.realmscope.scenario.lang.formatting2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.formatting2.AbstractFormatter2;
import org.eclipse.xtext.formatting2.IFormattableDocument;
import org.eclipse.xtext.formatting2.IHiddenRegionFormatting;
import org.eclipse.xtext.formatting2.ITextReplacer;
import org.eclipse.xtext.formatting2.ITextReplacerContext;
import org.eclipse.xtext.formatting2.internal.MultilineCommentReplacer;
import org.eclipse.xtext.formatting2.internal.WhitespaceReplacer;
import org.eclipse.xtext.formatting2.regionaccess.IComment;
import org.eclipse.xtext.formatting2.regionaccess.IEObjectRegion;
import org.eclipse.xtext.formatting2.regionaccess.IHiddenRegion;
import org.eclipse.xtext.formatting2.regionaccess.ISemanticRegion;
import org.eclipse.xtext.formatting2.regionaccess.ITextSegment;
import org.eclipse.xtext.resource.XtextResource;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;

/**
 * Lays a scenario out: one statement a line, four columns for each brace. A block that its author wrote in one line
 * stays in one line, with two spaces between its statements; one blank line between statements stays too.
 */
public class ScenarioFormatter extends AbstractFormatter2 {
    private static final int MOST_NEW_LINES = 2;
    private static final String BETWEEN_STATEMENTS = "  ";

    private static final Set<EReference> STATEMENTS = Set.of(
            SyntaxPackage.Literals.DOCUMENT__SECTIONS,
            SyntaxPackage.Literals.PLATFORM_SECTION__SETTINGS,
            SyntaxPackage.Literals.RMM_SECTION__SETTINGS,
            SyntaxPackage.Literals.HOST_SECTION__SETTINGS,
            SyntaxPackage.Literals.REALM__ITEMS,
            SyntaxPackage.Literals.VCPU__STEPS,
            SyntaxPackage.Literals.FOR_STEP__BODY,
            SyntaxPackage.Literals.REPEAT_STEP__BODY,
            SyntaxPackage.Literals.VMM_SECTION__RULES,
            SyntaxPackage.Literals.RULE__ACTIONS,
            SyntaxPackage.Literals.EXPECT_SECTION__EXPECTATIONS);

    @Override
    public void format(Object child, IFormattableDocument document) {
        switch (child) {
            case XtextResource resource -> _format(resource, document);
            case Document root -> layout(root, document);
            case null, default -> {}
        }
    }

    @Override
    public ITextReplacer createWhitespaceReplacer(ITextSegment space, IHiddenRegionFormatting formatting) {
        return new Whitespace(space, formatting);
    }

    @Override
    public ITextReplacer createCommentReplacer(IComment comment) {
        // A text with errors has comments that no rule of the grammar has read.
        if (comment.getGrammarElement() == null) {
            return new Untouched(comment);
        }
        ITextReplacer replacer = super.createCommentReplacer(comment);
        return replacer instanceof MultilineCommentReplacer ? new Untouched(comment) : replacer;
    }

    /** What is inside of such a comment is its author's, where Xtext would put an asterisk before each line. */
    private static final class Untouched extends MultilineCommentReplacer {
        Untouched(IComment comment) {
            super(comment, '*');
        }

        @Override
        public ITextReplacerContext createReplacements(ITextReplacerContext context) {
            return context;
        }
    }

    /** Xtext does not count the line's end that a comment has, and so takes the blank line behind it away. */
    private static final class Whitespace extends WhitespaceReplacer {
        Whitespace(ITextSegment space, IHiddenRegionFormatting formatting) {
            super(space, formatting);
        }

        @Override
        protected int computeNewLineCount(ITextReplacerContext context) {
            Integer most = getFormatting().getNewLineMax();
            if (most != null && getRegion().getOffset() == 0) {
                return 0;
            }
            int lines = super.computeNewLineCount(context);
            int ofComment = trailingNewLinesOfPreviousRegion();
            if (most == null || ofComment == 0) {
                return lines;
            }
            return Math.max(lines, Math.min(most, getRegion().getLineCount() - 1 + ofComment));
        }
    }

    private void layout(Document root, IFormattableDocument document) {
        IEObjectRegion region = getTextRegionAccess().regionForEObject(root);
        if (region == null) {
            return;
        }
        List<ISemanticRegion> tokens = new ArrayList<>();
        region.getAllSemanticRegions().forEach(tokens::add);
        Set<IHiddenRegion> starts = starts(root);
        Deque<ISemanticRegion> open = new ArrayDeque<>();
        Set<ISemanticRegion> multiline = multiline(tokens);
        ISemanticRegion before = null;
        for (ISemanticRegion token : tokens) {
            gap(before, token, starts, isInLine(open, multiline), document);
            if (token.getText().equals("{")) {
                open.push(token);
            } else if (token.getText().equals("}") && !open.isEmpty()) {
                ISemanticRegion brace = open.pop();
                if (multiline.contains(brace)) {
                    document.interior(brace, token, inside -> inside.indent());
                }
            }
            before = token;
        }
    }

    /** Whether the innermost block is one that stays in its line. */
    private static boolean isInLine(Deque<ISemanticRegion> open, Set<ISemanticRegion> multiline) {
        return !open.isEmpty() && !multiline.contains(open.peek());
    }

    private static void gap(
            @Nullable ISemanticRegion before,
            ISemanticRegion token,
            Set<IHiddenRegion> starts,
            boolean inLine,
            IFormattableDocument document) {
        IHiddenRegion gap = token.getPreviousHiddenRegion();
        if (before == null) {
            document.set(gap, format -> format.setNewLines(0, 0, MOST_NEW_LINES));
            return;
        }
        String text = token.getText();
        boolean opened = before.getText().equals("{");
        boolean starting = starts.contains(gap);
        if (opened && text.equals("}")) {
            document.set(gap, format -> format.oneSpace());
        } else if (inLine && (starting || text.equals("}"))) {
            String space = opened || text.equals("}") ? " " : BETWEEN_STATEMENTS;
            document.set(gap, format -> format.setSpace(space));
        } else if (starting) {
            document.set(gap, format -> format.setNewLines(1, 1, opened ? 1 : MOST_NEW_LINES));
        } else if (text.equals("}")) {
            document.set(gap, format -> format.setNewLines(1, 1, 1));
        } else if (isTight(before, text)) {
            document.set(gap, format -> format.noSpace());
        } else {
            document.set(gap, format -> format.oneSpace());
        }
    }

    private static boolean isTight(ISemanticRegion before, String text) {
        String last = before.getText();
        return text.equals(",")
                || text.equals(")")
                || last.equals("(")
                || text.equals(".")
                || last.equals(".")
                || (text.equals("(") && !Character.isDigit(last.charAt(0)));
    }

    /** The gaps before statements. */
    private Set<IHiddenRegion> starts(Document root) {
        Set<IHiddenRegion> starts = new HashSet<>();
        root.eAllContents().forEachRemaining((EObject element) -> {
            IEObjectRegion region = STATEMENTS.contains(element.eContainmentFeature())
                    ? getTextRegionAccess().regionForEObject(element)
                    : null;
            if (region != null) {
                starts.add(region.getPreviousHiddenRegion());
            }
        });
        return starts;
    }

    /**
     * The opening braces whose block has more than one line, or a comment that ends its line, or another such block.
     */
    private static Set<ISemanticRegion> multiline(List<ISemanticRegion> tokens) {
        Set<ISemanticRegion> multiline = new HashSet<>();
        Deque<ISemanticRegion> open = new ArrayDeque<>();
        for (ISemanticRegion token : tokens) {
            if (!open.isEmpty() && token.getPreviousHiddenRegion().getText().contains("\n")) {
                multiline.addAll(open);
            }
            if (token.getText().equals("{")) {
                open.push(token);
            } else if (token.getText().equals("}") && !open.isEmpty()) {
                open.pop();
            }
        }
        return multiline;
    }
}
