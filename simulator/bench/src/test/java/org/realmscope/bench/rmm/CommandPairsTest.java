package org.realmscope.bench.rmm;

import org.junit.jupiter.api.Test;

/** A command that fails throws. There are more pairs than pages, so that each page has its turn again. */
class CommandPairsTest {
    private static final int PAIRS = 600;

    private final CommandPairs pairs = new CommandPairs();

    @Test
    void delegatePairsUndoThemselves() {
        CommandPairs.Undelegated state = new CommandPairs.Undelegated();
        for (int i = 0; i < PAIRS; i++) {
            pairs.delegatePairs(state);
        }
    }

    @Test
    void dataPairsUndoThemselves() {
        CommandPairs.Delegated state = new CommandPairs.Delegated();
        for (int i = 0; i < PAIRS; i++) {
            pairs.dataPairs(state);
        }
    }
}
