package org.realmscope.scenario.lang.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.Issue;
import org.eclipse.xtext.validation.ResourceValidatorImpl;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.conversion.SyntaxErrorMessages;

/**
 * The problems of a text in its order. Where there are syntax errors, without their consequences: what the checks say
 * about a tree with holes is left out, of each line all but the first, and behind another mistake braces that seem to
 * be too many and statements that are in order where they are. A line whose first word is unknown is told by that.
 */
public class CausesOnly extends ResourceValidatorImpl {
    /** A statement that the parser did not expect where such statements are. */
    private static final Pattern IN_ORDER = Pattern.compile("'(\\w+)' is not expected here; write: \\1\\b.*");

    @Override
    public List<Issue> validate(Resource resource, CheckMode mode, @Nullable CancelIndicator cancelled) {
        List<Issue> all = new ArrayList<>(super.validate(resource, mode, cancelled));
        all.sort(Comparator.comparingInt((Issue issue) -> number(issue.getLineNumber()))
                .thenComparingInt(issue -> number(issue.getColumn()))
                .thenComparing(CausesOnly::code));
        return all.stream().anyMatch(CausesOnly::isSyntaxError) ? causes(all) : all;
    }

    /** What sort of mistake an issue is. */
    public static ProblemCode code(Issue issue) {
        for (ProblemCode code : ProblemCode.values()) {
            if (code.name().equals(issue.getCode())) {
                return code;
            }
        }
        return ProblemCode.SYNTAX;
    }

    /** The parser's errors have codes of its own; a warning without a code is none of them. */
    private static boolean isSyntaxError(Issue issue) {
        return issue.getSeverity() == Severity.ERROR && code(issue) == ProblemCode.SYNTAX;
    }

    private static List<Issue> causes(List<Issue> all) {
        Map<Integer, Issue> firstOfLine = new TreeMap<>();
        Set<Integer> linesWithSyntaxErrors = new HashSet<>();
        boolean isFirst = true;
        for (Issue issue : all) {
            int line = number(issue.getLineNumber());
            if (isSyntaxError(issue) && !isFirst && isConsequence(issue.getMessage())) {
                continue;
            }
            isFirst &= !isSyntaxError(issue);
            if (isSyntaxError(issue)) {
                linesWithSyntaxErrors.add(line);
            }
            if (isSyntaxError(issue) || code(issue) == ProblemCode.UNKNOWN_NAME) {
                firstOfLine.putIfAbsent(line, issue);
            }
        }
        firstOfLine.keySet().retainAll(linesWithSyntaxErrors);
        return List.copyOf(firstOfLine.values());
    }

    private static boolean isConsequence(String message) {
        return SyntaxErrorMessages.BRACE_TOO_MANY.equals(message)
                || IN_ORDER.matcher(message).matches();
    }

    private static int number(@Nullable Integer lineOrColumn) {
        return lineOrColumn == null ? 1 : lineOrColumn;
    }
}
