package org.realmscope.editor.text;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jface.text.rules.EndOfLineRule;
import org.eclipse.jface.text.rules.ICharacterScanner;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.MultiLineRule;
import org.eclipse.jface.text.rules.RuleBasedScanner;
import org.eclipse.jface.text.rules.SingleLineRule;
import org.eclipse.jface.text.rules.Token;

/** Finds what is coloured. */
final class SyntaxScanner extends RuleBasedScanner {
    private final Map<TextColour, Token> tokens = new EnumMap<>(TextColour.class);
    private final IToken plain = new Token(null);

    SyntaxScanner(Syntax syntax) {
        for (TextColour each : TextColour.values()) {
            tokens.put(each, new Token(each.attribute()));
        }
        IRule comment = new EndOfLineRule("//", token(TextColour.COMMENT));
        IRule block = new MultiLineRule("/*", "*/", token(TextColour.COMMENT), (char) 0, true);
        IRule string = new SingleLineRule("\"", "\"", token(TextColour.STRING), '\\', true);
        IRule number = scanner -> number(scanner);
        IRule word = scanner -> word(scanner, syntax);
        setRules(
                syntax == Syntax.C
                        ? new IRule[] {
                            comment,
                            block,
                            string,
                            new SingleLineRule("'", "'", token(TextColour.STRING), '\\', true),
                            new EndOfLineRule("#", token(TextColour.DIRECTIVE), '\\', true),
                            number,
                            word
                        }
                        : new IRule[] {comment, block, string, number, word});
    }

    private Token token(TextColour colour) {
        return tokens.computeIfAbsent(colour, each -> new Token(each.attribute()));
    }

    /** Takes the colours of the current theme. */
    void recolour() {
        tokens.forEach((colour, token) -> token.setData(colour.attribute()));
    }

    private IToken number(ICharacterScanner scanner) {
        int first = scanner.read();
        if (first < '0' || first > '9') {
            scanner.unread();
            return Token.UNDEFINED;
        }
        while (isOfName(scanner.read())) {
            // Digits of all bases, and suffixes.
        }
        scanner.unread();
        return token(TextColour.NUMBER);
    }

    private IToken word(ICharacterScanner scanner, Syntax syntax) {
        StringBuilder word = new StringBuilder();
        int next = scanner.read();
        while (isOfName(next)) {
            word.append((char) next);
            next = scanner.read();
        }
        scanner.unread();
        if (word.isEmpty()) {
            return Token.UNDEFINED;
        }
        TextColour colour = syntax.colour(word.toString());
        return colour == null ? plain : token(colour);
    }

    private static boolean isOfName(int character) {
        return character != EOF && Character.isUnicodeIdentifierPart(character) || character == '_';
    }
}
