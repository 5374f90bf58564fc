package org.realmscope.a64.table;

import org.realmscope.a64.engine.Op;

/** Turns a word that matches a row into what executes it. */
@FunctionalInterface
public interface Semantics {

    /**
     * Predecodes a word.
     *
     * @param word        matches the row's pattern
     * @param blockOffset distance in bytes from the first instruction of the block, whose address is {@code pe.pc}
     *                    while the block executes
     */
    Op translate(int word, int blockOffset);
}
