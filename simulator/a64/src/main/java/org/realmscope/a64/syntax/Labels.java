package org.realmscope.a64.syntax;

import java.util.OptionalLong;

/** Resolves names in operands that denote an address. */
@FunctionalInterface
public interface Labels {
    /** No names at all; numeric addresses still assemble. */
    Labels NONE = label -> OptionalLong.empty();

    /** The address of a label. */
    OptionalLong addressOf(String label);
}
