package org.realmscope.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PsciTest {
    @ParameterizedTest
    @CsvSource({
        "0x84000000, VERSION",
        "0xC4000001, CPU_SUSPEND",
        "0x84000002, CPU_OFF",
        "0x84000003, CPU_ON",
        "0xC4000003, CPU_ON",
        "0xC4000004, AFFINITY_INFO",
        "0x84000008, SYSTEM_OFF",
        "0x84000009, SYSTEM_RESET",
        "0x8400000A, FEATURES"
    })
    void identifierNamesTheFunction(String functionId, Psci function) {
        assertEquals(function, Psci.of(Long.decode(functionId)));
        assertTrue(Psci.isInRange(Long.decode(functionId)));
    }

    @ParameterizedTest
    @CsvSource({"0xC4000002", "0xC4000008", "0x8400000B"})
    void functionWithoutThatConventionIsUnknown(String functionId) {
        assertNull(Psci.of(Long.decode(functionId)));
    }

    @Test
    void resultsOfThe32BitConventionHave32Bits() {
        assertEquals(0xffff_fffeL, Smccc.result(0x8400_0003L, Psci.INVALID_PARAMETERS));
        assertEquals(-2, Smccc.result(0xC400_0003L, Psci.INVALID_PARAMETERS));
    }

    @Test
    void completionCallHasTheNumberThatTheReferenceUses() {
        assertEquals(RmmEl3Call.RMI_REQ_COMPLETE, RmmEl3Call.of(0xC400018FL));
        assertEquals(RmmEl3Call.BOOT_COMPLETE, RmmEl3Call.of(0xC40001CFL));
        assertNull(RmmEl3Call.of(0xC40001B4L));
        assertEquals(RsiCommand.HOST_CALL, RsiCommand.of(0xC4000199L));
        assertNull(RsiCommand.of(0xC400019AL));
    }
}
