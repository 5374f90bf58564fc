package org.realmscope.scenario.lang.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.runtime.RecognitionException;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenStream;
import org.realmscope.scenario.lang.vocabulary.Forms;
import org.realmscope.scenario.lang.vocabulary.Forms.Block;
import org.realmscope.scenario.lang.vocabulary.SettingNames;

/**
 * What stands around a token that is wrong.
 *
 * @param opener word that opened the braces around it, empty outside of all
 * @param block what those braces hold
 * @param statement the statement before it in the same braces; none at their beginning
 * @param setting the setting before it, if nothing else comes between
 * @param previous the token before it
 */
record Surroundings(
        String opener,
        Block block,
        Optional<Forms> statement,
        Optional<SettingNames.Setting> setting,
        String previous) {
    private static final Pattern OPENER = Pattern.compile("platform|rmm|host|realm|vcpu|for|repeat|vmm|expect|at|on");

    private static final Pattern NAMING = Pattern.compile("realm|slot|vcpu|for|pages");

    static Surroundings of(RecognitionException exception) {
        List<String> before = new ArrayList<>();
        if (exception.input instanceof TokenStream tokens) {
            int end = exception.token.getTokenIndex();
            for (int i = 0; i < Math.min(end < 0 ? tokens.size() : end, tokens.size()); i++) {
                Token token = tokens.get(i);
                if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                    before.add(String.valueOf(token.getText()));
                }
            }
        }
        String previous = before.isEmpty() ? "" : before.getLast();
        int open = unclosed(before);
        String opener = opener(before, open);
        Block block = block(opener);
        for (int i = before.size() - 1; i > open && !isBrace(before.get(i)); i--) {
            Optional<Forms> form = Forms.of(block, before.get(i));
            if (form.isPresent()) {
                return new Surroundings(opener, block, form, setting(opener, previous), previous);
            }
        }
        return new Surroundings(opener, block, Optional.empty(), setting(opener, previous), previous);
    }

    private static Optional<SettingNames.Setting> setting(String opener, String previous) {
        return SettingNames.find(settings(opener), previous);
    }

    private static List<SettingNames.Setting> settings(String opener) {
        return switch (opener) {
            case "platform" -> SettingNames.PLATFORM;
            case "rmm" -> SettingNames.RMM;
            case "host" -> SettingNames.HOST;
            case "realm" -> SettingNames.REALM;
            default -> List.of();
        };
    }

    /** Whether this is where something gets its name. */
    boolean isName() {
        return NAMING.matcher(previous).matches();
    }

    /** The words with which a statement begins here. */
    List<String> statements() {
        List<String> words = new ArrayList<>(Forms.words(block));
        words.addAll(SettingNames.names(settings(opener)));
        return words;
    }

    private static boolean isBrace(String token) {
        return token.equals("{") || token.equals("}");
    }

    /** Index of the innermost brace that is open at the end; -1 if none is. */
    private static int unclosed(List<String> tokens) {
        int depth = 0;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).equals("}")) {
                depth++;
            } else if (tokens.get(i).equals("{")) {
                if (depth == 0) {
                    return i;
                }
                depth--;
            }
        }
        return -1;
    }

    private static String opener(List<String> tokens, int brace) {
        for (int i = brace - 1; i >= 0 && !isBrace(tokens.get(i)); i--) {
            if (OPENER.matcher(tokens.get(i)).matches()) {
                return tokens.get(i);
            }
        }
        return "";
    }

    private static Block block(String opener) {
        return switch (opener) {
            case "platform", "rmm", "host" -> Block.SETTINGS;
            case "realm" -> Block.REALM;
            case "vcpu", "for", "repeat" -> Block.STEPS;
            case "vmm" -> Block.RULES;
            case "at", "on" -> Block.ACTIONS;
            case "expect" -> Block.EXPECTATIONS;
            default -> Block.DOCUMENT;
        };
    }
}
