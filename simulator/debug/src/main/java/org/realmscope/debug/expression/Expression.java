package org.realmscope.debug.expression;

import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.Value;

/**
 * An expression of C without side effects: numbers, characters, names, members, indices, casts, {@code sizeof}, and all
 * operators but assignments, calls and the comma. {@code $x0} is a register. {@code EL1R:}, {@code EL1R(realm0):},
 * {@code EL2R:}, {@code EL2N:}, {@code ipa(realm0):} and {@code pa(ns):} in front of an operand make it an address of
 * that space, and pointers that are computed from it stay there. Without a cast such an address counts bytes, and
 * {@code *} reads the 64-bit number there.
 */
public final class Expression {
    private final String text;
    private final Node root;

    private Expression(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Parses an expression.
     *
     * @param isTypeName whether a name is a type's, which decides what {@code (name)} means; names that are keywords of
     *     C are not asked for
     * @throws ExpressionException if it is none
     */
    public static Expression parse(String text, Predicate<String> isTypeName) {
        return new Expression(text, new ExpressionParser(text, isTypeName).parse());
    }

    /** Parses an expression whose type names are those of a context. */
    public static Expression parse(String text, EvaluationContext context) {
        return parse(
                text,
                name -> context.variable(name) == null
                        && context.eventField(name) == null
                        && context.type(name) != null);
    }

    public String text() {
        return text;
    }

    /**
     * Checks that every name means something, so that a mistake is found before there is anything to evaluate.
     *
     * @param problemOf why a name can have no meaning, for the end of a sentence that begins with it; null if it can
     *     have one
     * @param hint a sentence about what names there are, may be empty
     * @throws ExpressionException if a name can have none, with its position
     */
    public void check(Function<String, @Nullable String> problemOf, String hint) {
        for (Node.Name name : NameCollector.names(root)) {
            String problem = problemOf.apply(name.name());
            if (problem != null) {
                throw new ExpressionException(text, name.position(), "'" + name.name() + "' " + problem, hint);
            }
        }
    }

    /**
     * The value.
     *
     * @throws ExpressionException if a name is unknown, types do not fit, or something is not known or not readable now
     */
    public Value evaluate(EvaluationContext context) {
        return new Evaluator(text, context).evaluate(root);
    }

    /**
     * Whether the value is not zero, as a condition asks.
     *
     * @throws ExpressionException as {@link #evaluate}, and if the value is a structure
     */
    public boolean isTrue(EvaluationContext context) {
        return new Evaluator(text, context).isTrue(root);
    }

    /**
     * The value as a number.
     *
     * @throws ExpressionException as {@link #evaluate}, and if the value is no scalar
     */
    public long number(EvaluationContext context) {
        return new Evaluator(text, context).number(root);
    }

    /** The value as a virtual address if it is in memory; empty otherwise. */
    public OptionalLong address(EvaluationContext context) {
        return evaluate(context).address();
    }

    @Override
    public String toString() {
        return text;
    }
}
