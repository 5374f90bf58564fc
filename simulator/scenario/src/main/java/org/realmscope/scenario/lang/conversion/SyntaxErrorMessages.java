package org.realmscope.scenario.lang.conversion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.runtime.MismatchedTokenException;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.parser.antlr.SyntaxErrorMessageProvider;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.vocabulary.Forms;
import org.realmscope.scenario.lang.vocabulary.Suggestion;

/**
 * What to say about text that is not of the language: which statement it is in and how that one is written, or, where a
 * statement should begin, which statements there are.
 */
public class SyntaxErrorMessages extends SyntaxErrorMessageProvider {
    /** What is said of a brace that nothing has opened, which may be the consequence of another mistake. */
    public static final String BRACE_TOO_MANY = "'}' is not expected here";

    /** Words in the form of a statement that are written as they are. */
    private static final Pattern WORD = Pattern.compile("\\b[a-z_]{2,}\\b");

    private static final Pattern NUMBER = Pattern.compile("[0-9]\\w*");

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IParserErrorContext context) {
        RecognitionException exception = context.getRecognitionException();
        if (exception == null || exception.token == null) {
            return error(unreadable(String.valueOf(context.getDefaultMessage())));
        }
        Token token = exception.token;
        String expected = expected(exception, context.getTokenNames());
        Surroundings surroundings = Surroundings.of(exception);
        if (token.getType() == Token.EOF) {
            return error("the text ends here, and "
                    + (expected.isEmpty() ? "this is not complete" : expected + " is missing") + form(surroundings));
        }
        String word = String.valueOf(token.getText());
        if (isWord(word) && surroundings.isName()) {
            return error("'" + word + "' is a word of the language and cannot be a name");
        }
        if (word.startsWith("\"")) {
            if (word.length() == 1) {
                return error("a text in quotes does not end in its line");
            }
        } else if (isWord(word) && (expected.equals("'}'") || expected.isEmpty())) {
            return statement(word, surroundings);
        }
        String instead = expected.isEmpty() || expected.equals("'}'")
                ? " is not expected here"
                : " is not expected here, but " + expected;
        return error("'" + word + "'" + instead + form(surroundings));
    }

    @Override
    public SyntaxErrorMessage getSyntaxErrorMessage(IValueConverterErrorContext context) {
        return new SyntaxErrorMessage(String.valueOf(context.getDefaultMessage()), ProblemCode.NUMBER.name());
    }

    private static SyntaxErrorMessage statement(String word, Surroundings surroundings) {
        List<String> words = surroundings.statements();
        Optional<Forms> before = surroundings.statement();
        Optional<String> unit =
                NUMBER.matcher(surroundings.previous()).matches() ? Numbers.unitMeant(word) : Optional.empty();
        if (unit.isPresent()) {
            return new SyntaxErrorMessage(
                    "there is no unit '" + word + "'; did you mean '" + unit.get() + "'?",
                    ProblemCode.SYNTAX.name(),
                    new String[] {unit.get()});
        }
        Set<String> possible = new LinkedHashSet<>(words);
        before.ifPresent(form -> WORD.matcher(form.form()).results().forEach(found -> possible.add(found.group())));
        possible.remove(word);
        Optional<String> closest = words.contains(word) ? Optional.empty() : Suggestion.closest(word, possible);
        String kind = surroundings.block().statement();
        if (closest.isPresent()) {
            boolean begins = words.contains(closest.get());
            return new SyntaxErrorMessage(
                    (begins ? "there is no " + kind + " '" + word + "'" : "'" + word + "' is not expected here")
                            + "; did you mean '" + closest.get() + "'?",
                    ProblemCode.SYNTAX.name(),
                    new String[] {closest.get()});
        }
        Optional<Forms> form = before.or(() -> Forms.of(surroundings.block(), word));
        if (form.isPresent()) {
            return error(
                    "'" + word + "' is not expected here; write: " + form.get().form());
        }
        String article = "aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ";
        return error("'" + word + "' is not expected here; " + article + kind + " begins with "
                + beginnings(surroundings.block(), words));
    }

    private static String beginnings(Forms.Block block, List<String> words) {
        List<String> counted = words.stream()
                .filter(word -> Forms.of(block, word).filter(Forms::isCounted).isPresent())
                .toList();
        List<String> others =
                words.stream().filter(word -> !counted.contains(word)).toList();
        return (counted.isEmpty() ? "" : "a count of " + Suggestion.choice(counted) + ", or with ")
                + Suggestion.choice(others);
    }

    private static SyntaxErrorMessage error(String message) {
        return new SyntaxErrorMessage(message, ProblemCode.SYNTAX.name());
    }

    private static String form(Surroundings surroundings) {
        if (surroundings.setting().isPresent()) {
            return "; write: " + surroundings.setting().get().form();
        }
        if (surroundings.block() == Forms.Block.SETTINGS) {
            return "; write: SETTING VALUE ..., where a setting is " + Suggestion.choice(surroundings.statements());
        }
        return surroundings.statement().map(form -> "; write: " + form.form()).orElse("");
    }

    /** What the lexer could not read: a comment or a text without end. */
    private static String unreadable(String message) {
        if (message.endsWith("expecting '*'") || message.endsWith("expecting '/'")) {
            return "this comment has no end; write */ behind it";
        }
        return message.endsWith("expecting '\"'")
                ? "a text in quotes does not end in its line"
                : "this is not of the language: " + message;
    }

    private static boolean isWord(String text) {
        return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
    }

    /** The token that would be right, if there is only one. */
    private static String expected(RecognitionException exception, String[] names) {
        if (!(exception instanceof MismatchedTokenException mismatch)
                || mismatch.expecting < 0
                || mismatch.expecting >= names.length) {
            return "";
        }
        return switch (names[mismatch.expecting]) {
            case "RULE_ID" -> "a name";
            case "RULE_NUMERAL" -> "a number";
            case "RULE_STRING" -> "a text in quotes";
            case "EOF" -> "";
            default -> names[mismatch.expecting];
        };
    }
}
