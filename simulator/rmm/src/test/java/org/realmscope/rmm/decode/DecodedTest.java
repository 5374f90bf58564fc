package org.realmscope.rmm.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.UserError;
import org.realmscope.rmm.rtt.S2Entry;

class DecodedTest {
    private static String text(Decoded decoded) {
        return String.join("\n", decoded.lines());
    }

    @ParameterizedTest
    @CsvSource({
        "0x0, RMI_SUCCESS",
        "0x1, RMI_ERROR_INPUT",
        "0x102, RMI_ERROR_REALM(1)",
        "0x3, RMI_ERROR_REC",
        "0x304, RMI_ERROR_RTT(3)"
    })
    void returnCodeIsNamed(String value, String name) {
        assertEquals(
                "RMI return code " + value + ": " + name,
                ReturnCodes.rmi(Long.decode(value)).title());
    }

    @Test
    void walkErrorNamesTheTableToCreate() {
        assertTrue(text(ReturnCodes.rmi(0x204)).contains("RMI_RTT_CREATE(rd, rtt, ipa, 3)"));
    }

    @Test
    void protectedAbortNamesItsRowsAndTheNextCalls() {
        String text = text(Syndromes.exception(0x93c4_8045L, 0x2010, 36));
        assertTrue(text.contains("IPA 0x201000"), text);
        assertTrue(text.contains("translation fault, level 1"), text);
        assertTrue(text.contains("in the Protected half"), text);
        assertTrue(text.contains("If Protected, RIPAS RAM, UNASSIGNED: REC exit"), text);
        assertTrue(text.contains("RMI_RTT_CREATE(rd, rtt, 0x200000, 3)"), text);
        assertTrue(text.contains("RMI_DATA_CREATE_UNKNOWN(rd, data, 0x201000)"), text);
    }

    @Test
    void unprotectedAbortCanBeEmulated() {
        String text = text(Syndromes.exception(0x93c4_8047L, 0x800_0000, 36));
        assertTrue(text.contains("Unprotected half"), text);
        assertTrue(
                text.contains("RMI_RTT_MAP_UNPROTECTED(rd, 0x800000000, 3, desc)") || text.contains("emul_mmio"), text);
    }

    @Test
    void widthIsInferredIfItIsNotGiven() {
        assertTrue(text(Syndromes.exception(0x9200_0007L, 0x80_0000, 0)).contains("more than 32 bits"));
    }

    @Test
    void descriptorIsExplainedAsItsState() {
        assertTrue(
                text(Descriptors.stage2(S2Entry.createUnassigned(2), 3, false)).contains("RIPAS DESTROYED"));
        assertTrue(text(Descriptors.stage2(S2Entry.createTable(0x8000_0000L, false), 2, false))
                .contains("TABLE"));
        String mapping = text(Descriptors.stage2(
                S2Entry.createAssignedNs(0x8000_0000L | 6 << 2 | 1 << 6, 3, false, false), 3, false));
        assertTrue(mapping.contains("read-only"), mapping);
        assertTrue(mapping.contains("Normal Write-Back"), mapping);
    }

    @Test
    void functionIsNamedWithItsRegisters() {
        String text = text(assertNotNullAndGet(Functions.function(0xc400_015dL)));
        assertTrue(text.contains("RMI_RTT_CREATE"), text);
        assertTrue(text.contains("X4 level"), text);
        assertTrue(text(assertNotNullAndGet(Functions.function(0xc400_0199L))).contains("RSI_HOST_CALL"));
        assertTrue(text(assertNotNullAndGet(Functions.function(0xc400_0003L))).contains("PSCI_CPU_ON"));
        assertNull(Functions.function(0x1234));
    }

    private static Decoded assertNotNullAndGet(Decoded decoded) {
        assertNotNull(decoded);
        return decoded;
    }

    @Test
    void featuresAreNamed() {
        String text = text(Functions.features(0x28f4_4314_030L));
        assertTrue(text.contains("1023 RECs"), text);
        assertTrue(text.contains("6 breakpoints"), text);
        assertTrue(text.contains("IPA width up to 48 bits"), text);
    }

    @Test
    void exitRecordSaysWhatComesNext() {
        ByteBuffer record = ByteBuffer.allocate(0x800).order(ByteOrder.LITTLE_ENDIAN);
        record.put(0, (byte) 4);
        record.putLong(0x500, 0x1000);
        record.putLong(0x508, 0x4000);
        record.put(0x510, (byte) 1);
        String text = text(ExitRecords.exit(record.array(), 0));
        assertTrue(text.startsWith("REC exit: RIPAS_CHANGE"), text);
        assertTrue(text.contains("RMI_RTT_SET_RIPAS(rd, rec, 0x1000, 0x4000)"), text);
    }

    @Test
    void wholeRunStructureIsAccepted() {
        byte[] run = new byte[0x1000];
        run[0x800] = 1;
        assertEquals("REC exit: IRQ", ExitRecords.exit(run, 0).title());
    }

    @Test
    void tooManyBytesAreTheUsersMistake() {
        assertThrows(UserError.class, () -> ExitRecords.exit(new byte[0x1001], 0));
    }

    @Test
    void validDescriptorOfDataIsListedByField() {
        String text = text(Descriptors.stage2(S2Entry.createAssigned(0x8000_1000L, 1, 3, false), 3, false));
        assertTrue(text.contains("Normal Write-Back"), text);
        assertTrue(text.contains("Realm PAS"), text);
        assertTrue(text.contains("RIPAS RAM"), text);
    }

    @Test
    void invalidDescriptorWithoutMeaningIsExplained() {
        assertTrue(text(Descriptors.stage2(0x8000_0064L, 3, false)).contains("RIPAS of no meaning"));
    }

    @Test
    void ipaBelowEveryUnprotectedHalfIsProtected() {
        String text = text(Syndromes.exception(0x9200_0007L, 0x0, 0));
        assertTrue(text.contains("Protected in every Realm"), text);
        assertFalse(text.contains("If Unprotected"), text);
    }

    @Test
    void permissionFaultAsksForAnotherMapping() {
        String text = text(Syndromes.exception(0x93c4_804eL, 0x800_0010L, 36));
        assertTrue(text.contains("RMI_RTT_UNMAP_UNPROTECTED(rd, 0x800000000, 2)"), text);
    }
}
