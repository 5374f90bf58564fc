package org.realmscope.a64.table;

import org.realmscope.a64.engine.Op;

/**
 * Semantics of a row that exists in the architecture and in the ID registers and that is not executed.
 *
 * @param stop what is done instead: it stops the machine, where the instruction would not have been trapped
 */
record NotExecuted(Semantics stop) implements Semantics {

    @Override
    public Op translate(int word, int blockOffset) {
        return stop.translate(word, blockOffset);
    }
}
