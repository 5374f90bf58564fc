package org.realmscope.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RmiCommandTest {
    @ParameterizedTest
    @CsvSource({
        "0xC4000150, RMI_VERSION, 1, 2",
        "0xC4000151, RMI_GRANULE_DELEGATE, 1, 0",
        "0xC4000153, RMI_DATA_CREATE, 5, 0",
        "0xC4000155, RMI_DATA_DESTROY, 2, 2",
        "0xC400015C, RMI_REC_ENTER, 2, 0",
        "0xC400015F, RMI_RTT_MAP_UNPROTECTED, 4, 0",
        "0xC4000161, RMI_RTT_READ_ENTRY, 3, 4",
        "0xC4000164, RMI_PSCI_COMPLETE, 3, 0",
        "0xC4000169, RMI_RTT_SET_RIPAS, 4, 1"
    })
    void functionIdentifierNamesTheCommand(String functionId, String name, int inputs, int outputs) {
        RmiCommand command = RmiCommand.of(Long.decode(functionId));
        assertEquals(name, command.specificationName());
        assertEquals(inputs, command.inputs().size());
        assertEquals(outputs, command.outputs().size());
        assertEquals(Long.decode(functionId), command.functionId());
    }

    @Test
    void versionOneHasTwentyThreeCommands() {
        assertEquals(23, List.of(RmiCommand.values()).size());
    }

    @Test
    void sveHintDoesNotChangeTheCommand() {
        assertSame(RmiCommand.REC_ENTER, RmiCommand.of(0xC401015CL));
    }

    @ParameterizedTest
    @ValueSource(longs = {0xC400014FL, 0xC4000156L, 0xC4000160L, 0xC4000163L, 0xC400016AL, 0xC4000190L, 0x84000150L, 0})
    void otherIdentifiersAreNoCommand(long functionId) {
        assertNull(RmiCommand.of(functionId));
    }

    @Test
    void unusedNumbersOfTheRangeAreForwardedAndThePrivateCompletionIsNot() {
        assertTrue(RmiCommand.isForwarded(0xC4000156L));
        assertTrue(RmiCommand.isForwarded(0xC4000150L));
        assertFalse(RmiCommand.isForwarded(0xC400018FL));
        assertFalse(RmiCommand.isForwarded(0xC400014FL));
    }

    @ParameterizedTest
    @CsvSource({
        "0, RMI_SUCCESS",
        "1, RMI_ERROR_INPUT",
        "0x102, RMI_ERROR_REALM(1)",
        "3, RMI_ERROR_REC",
        "0x204, RMI_ERROR_RTT(2)",
        "0xFF04, RMI_ERROR_RTT(-1)",
        "5, 0x5",
        "0x10000, 0x10000",
        "-1, NOT_SUPPORTED"
    })
    void returnCodeIsDescribedWithItsIndex(String code, String text) {
        assertEquals(text, RmiStatus.describe(Long.decode(code)));
    }

    @Test
    void returnCodePacksStatusAndIndex() {
        assertEquals(0x304, RmiStatus.ERROR_RTT.returnCode(3));
        assertEquals(0xff04, RmiStatus.ERROR_RTT.returnCode(-1));
        assertEquals(1, RmiStatus.ERROR_INPUT.returnCode());
    }
}
