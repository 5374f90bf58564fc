package org.realmscope.debug.dwarf;

/**
 * No type at all: what a function without a result returns, or an unspecified type.
 *
 * @param specifier {@code void}, or the name of the unspecified type
 */
public record VoidType(String specifier) implements Type {
    public static final VoidType VOID = new VoidType("void");

    @Override
    public long size() {
        return -1;
    }

    @Override
    public String declare(String declarator) {
        return Type.join(specifier, declarator);
    }
}
