package org.realmscope.scenario.lang.conversion;

import com.google.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.runtime.MismatchedTokenException;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.IGrammarAccess;
import org.eclipse.xtext.nodemodel.SyntaxErrorMessage;
import org.eclipse.xtext.parser.antlr.SyntaxErrorMessageProvider;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.vocabulary.Forms;
import org.realmscope.scenario.lang.vocabulary.SettingNames;
import org.realmscope.scenario.lang.vocabulary.Suggestion;

/**
 * What to say about text that is not of the language: which statement it is in and how that one is written, or, where a
 * statement should begin, which statements there are.
 */
public class SyntaxErrorMessages extends SyntaxErrorMessageProvider {
    private final IGrammarAccess grammar;

    @Inject
    SyntaxErrorMessages(IGrammarAccess grammar) {
        this.grammar = grammar;
    }

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

    private SyntaxErrorMessage statement(String word, Surroundings surroundings) {
        List<String> words = surroundings.statements();
        Set<String> all = new LinkedHashSet<>(words);
        all.addAll(GrammarUtil.getAllKeywords(grammar.getGrammar()));
        all.remove(word);
        Optional<String> closest = Suggestion.closest(word, all);
        String kind = surroundings.block().statement();
        if (closest.isPresent() && !words.contains(word)) {
            return new SyntaxErrorMessage(
                    "there is no " + kind + " '" + word + "'; did you mean '" + closest.get() + "'?",
                    ProblemCode.SYNTAX.name(),
                    new String[] {closest.get()});
        }
        if (surroundings.statement().isPresent()) {
            return error("'" + word + "' is not expected here" + form(surroundings));
        }
        return error("'" + word + "' is not expected here; a " + kind + " begins with " + Suggestion.choice(words));
    }

    private static SyntaxErrorMessage error(String message) {
        return new SyntaxErrorMessage(message, ProblemCode.SYNTAX.name());
    }

    private static String form(Surroundings surroundings) {
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

    /** Settings of a block. */
    static List<String> settings(String block) {
        return switch (block) {
            case "platform" -> SettingNames.names(SettingNames.PLATFORM);
            case "rmm" -> SettingNames.names(SettingNames.RMM);
            case "host" -> SettingNames.names(SettingNames.HOST);
            case "realm" -> SettingNames.names(SettingNames.REALM);
            default -> List.of();
        };
    }
}
