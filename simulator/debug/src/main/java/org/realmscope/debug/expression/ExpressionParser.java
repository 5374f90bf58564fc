package org.realmscope.debug.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parses an expression by the grammar of C, without what has effects. */
final class ExpressionParser {
    private static final int DEEPEST = 200;

    /** Binary operators by precedence, loosest first. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("||"),
            Set.of("&&"),
            Set.of("|"),
            Set.of("^"),
            Set.of("&"),
            Set.of("==", "!="),
            Set.of("<", ">", "<=", ">="),
            Set.of("<<", ">>"),
            Set.of("+", "-"),
            Set.of("*", "/", "%"));

    private static final Set<String> ASSIGNMENTS =
            Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "++", "--");
    private static final Set<String> UNARY = Set.of("*", "&", "-", "+", "!", "~");
    private static final Set<String> REGIMES = Set.of("EL1R", "EL2R", "EL2N");
    private static final Set<String> SPACES = Set.of("ipa", "pa");

    private final String text;
    private final List<Token> tokens;
    private final Predicate<String> isTypeName;
    private int index;
    private int depth;

    ExpressionParser(String text, Predicate<String> isTypeName) {
        this.text = text;
        this.tokens = new Lexer(text).tokens();
        this.isTypeName = isTypeName;
    }

    Node parse() {
        if (token().kind() == Token.Kind.END) {
            throw error(token(), "an expression is expected");
        }
        Node node = conditional();
        if (token().kind() != Token.Kind.END) {
            throw unexpected();
        }
        return node;
    }

    private Token token() {
        return tokens.get(index);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    private Token take() {
        return tokens.get(index++);
    }

    private boolean accept(String operator) {
        if (token().is(operator)) {
            index++;
            return true;
        }
        return false;
    }

    private void expect(String operator, String why) {
        if (!accept(operator)) {
            throw error(token(), "'%s' is expected %s, not %s".formatted(operator, why, token().description()));
        }
    }

    private ExpressionException error(Token at, String problem) {
        return new ExpressionException(text, at.position(), problem);
    }

    private ExpressionException unexpected() {
        Token token = token();
        if (ASSIGNMENTS.contains(token.text()) && token.kind() == Token.Kind.OPERATOR) {
            return error(token, "an expression cannot change anything; '==' compares");
        }
        if (token.is("(")) {
            return error(token, "an expression cannot call a function");
        }
        return error(token, token.description() + " is not expected here");
    }

    private Node conditional() {
        enter();
        Node condition = binary(0);
        Token question = token();
        if (accept("?")) {
            Node then = conditional();
            expect(":", "between the two results of '?'");
            condition = new Node.Conditional(condition, then, conditional(), question.position());
        }
        depth--;
        return condition;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw error(token(), "the expression nests deeper than " + DEEPEST);
        }
    }

    private Node binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Node left = binary(level + 1);
        int count = 0;
        while (token().kind() == Token.Kind.OPERATOR && LEVELS.get(level).contains(token().text())) {
            if (++count > DEEPEST) {
                throw error(token(), "more than " + DEEPEST + " operands in a row");
            }
            Token operator = take();
            left = new Node.Binary(operator.text(), left, binary(level + 1), operator.position());
        }
        return left;
    }

    private Node unary() {
        enter();
        Token first = token();
        Node node;
        if (first.kind() == Token.Kind.OPERATOR && UNARY.contains(first.text())) {
            index++;
            node = new Node.Unary(first.text(), unary(), first.position());
        } else if (first.isName("sizeof")) {
            node = sizeOf();
        } else if (first.is("(") && startsType(peek(1))) {
            index++;
            Node.TypeName type = typeName();
            expect(")", "behind the type");
            node = new Node.Cast(type, unary(), first.position());
        } else {
            String space = space();
            node = space == null ? postfix() : new Node.InSpace(space, unary(), first.position());
        }
        depth--;
        return node;
    }

    private Node sizeOf() {
        Token sizeof = take();
        if (token().is("(") && startsType(peek(1))) {
            index++;
            Node.TypeName type = typeName();
            expect(")", "behind the type");
            return new Node.SizeOfType(type, sizeof.position());
        }
        return new Node.SizeOf(unary(), sizeof.position());
    }

    /** The prefix of an address, such as {@code EL2N:} or {@code ipa(realm0):}; null if there is none. */
    private @Nullable String space() {
        Token name = token();
        if (name.kind() != Token.Kind.NAME) {
            return null;
        }
        boolean isRegime = REGIMES.contains(name.text());
        if (isRegime && peek(1).is(":")) {
            index += 2;
            return name.text();
        }
        boolean hasOwner = peek(1).is("(") && peek(2).kind() == Token.Kind.NAME && peek(3).is(")") && peek(4).is(":");
        if (hasOwner && (isRegime || SPACES.contains(name.text()))) {
            String space = name.text() + "(" + peek(2).text() + ")";
            index += 5;
            return space;
        }
        return null;
    }

    private boolean startsType(Token token) {
        return token.kind() == Token.Kind.NAME
                && (BuiltInTypes.isKeyword(token.text()) || isTypeName.test(token.text()));
    }

    private Node.TypeName typeName() {
        Token first = token();
        List<String> words = new ArrayList<>();
        while (token().kind() == Token.Kind.NAME) {
            String word = take().text();
            if (BuiltInTypes.isTag(word)) {
                if (token().kind() != Token.Kind.NAME) {
                    throw error(token(), "a name is expected behind '" + word + "'");
                }
                words.add(word + " " + take().text());
            } else if (!BuiltInTypes.isQualifier(word)) {
                words.add(word);
            }
        }
        int stars = 0;
        while (true) {
            if (accept("*")) {
                stars++;
            } else if (token().kind() == Token.Kind.NAME && BuiltInTypes.isQualifier(token().text())) {
                index++;
            } else {
                break;
            }
        }
        if (words.isEmpty()) {
            throw error(token(), "the name of a type is expected, not " + token().description());
        }
        return new Node.TypeName(String.join(" ", words), stars, first.position());
    }

    private Node postfix() {
        Node node = primary();
        int count = 0;
        while (true) {
            if (++count > DEEPEST) {
                throw error(token(), "more than " + DEEPEST + " members and indices in a row");
            }
            Token operator = token();
            if (accept("[")) {
                Node element = conditional();
                expect("]", "behind the index");
                node = new Node.Element(node, element, operator.position());
            } else if (accept(".") || accept("->")) {
                Token name = token();
                if (name.kind() != Token.Kind.NAME) {
                    throw error(name, "the name of a member is expected, not " + name.description());
                }
                index++;
                node = new Node.MemberAccess(node, name.text(), name.position());
            } else {
                return node;
            }
        }
    }

    private Node primary() {
        Token token = token();
        switch (token.kind()) {
            case NUMBER, CHARACTER -> {
                index++;
                return new Node.Constant(token);
            }
            case REGISTER -> {
                index++;
                return new Node.Register(token.text(), token.position());
            }
            case NAME -> {
                index++;
                return new Node.Name(token.text(), token.position());
            }
            case END -> throw error(token, "an operand is missing");
            default -> {
                if (!accept("(")) {
                    throw unexpected();
                }
                Node inner = conditional();
                expect(")", "to close '('");
                return inner;
            }
        }
    }
}
