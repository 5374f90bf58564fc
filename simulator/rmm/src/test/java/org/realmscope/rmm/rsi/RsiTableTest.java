package org.realmscope.rmm.rsi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.attestation.TokenBuffer;
import org.realmscope.rmm.choices.RmmChoices;

class RsiTableTest {
    private final RsiTable table = new RsiTable(RmmChoices.SPECIFICATION, new TokenBuffer());

    @ParameterizedTest
    @EnumSource(RsiCommand.class)
    void everyCommandHasItsHandler(RsiCommand command) {
        RsiHandler handler = table.handler(command);
        assertNotNull(handler);
        assertEquals(command, handler.command());
    }

    @Test
    void noCommandHasNoHandler() {
        assertNull(table.handler(null));
    }
}
