package org.realmscope.debug.expression;

/** The syntax tree of an expression. */
sealed interface Node {
    /** Index of the character that errors point at. */
    int position();

    /** A number or a character. */
    record Constant(Token token) implements Node {
        @Override
        public int position() {
            return token.position();
        }
    }

    /** A field of an event, a variable, an enumerator or a symbol. */
    record Name(String name, int position) implements Node {}

    /** {@code $name}. */
    record Register(String name, int position) implements Node {}

    /** {@code *}, {@code &}, {@code -}, {@code +}, {@code !} or {@code ~}. */
    record Unary(String operator, Node operand, int position) implements Node {}

    /** An operator between two operands. */
    record Binary(String operator, Node left, Node right, int position) implements Node {}

    /** {@code condition ? then : otherwise}. */
    record Conditional(Node condition, Node then, Node otherwise, int position) implements Node {}

    /** {@code operand.name}, or {@code operand->name}; what the operand is decides which is meant. */
    record MemberAccess(Node operand, String name, int position) implements Node {}

    /** {@code operand[index]}. */
    record Element(Node operand, Node index, int position) implements Node {}

    /** {@code (type) operand}. */
    record Cast(TypeName type, Node operand, int position) implements Node {}

    /** {@code sizeof(type)}. */
    record SizeOfType(TypeName type, int position) implements Node {}

    /** {@code sizeof operand}. */
    record SizeOf(Node operand, int position) implements Node {}

    /** {@code EL2N:operand}, {@code ipa(realm0):operand}: an address of a space. */
    record InSpace(String space, Node operand, int position) implements Node {}

    /**
     * A type as a cast names it.
     *
     * @param name of what the stars are put to, such as {@code struct kvm} or {@code unsigned long}
     * @param stars number of pointers
     * @param position index of its first character
     */
    record TypeName(String name, int stars, int position) {}
}
