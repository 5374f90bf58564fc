package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.abi.RmiCommand;

/**
 * Each failure condition of the RSI commands and PSCI functions, called by a realm of 39 bits with a page at IPA
 * 0x1000.
 */
class RsiConditionsSpecTest {
    private RmmFixture f;

    @BeforeEach
    void runningRealm() {
        f = new RmmFixture();
        long rd = f.realm();
        f.tables(rd, 0);
        f.succeed(RmiCommand.RTT_INIT_RIPAS, rd, 0, 0x8000);
        f.data(rd, 0x1000);
        long rec = f.rec(rd, 0);
        GoodCalls.offRec(f, rd, 1);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enter(rec);
    }

    /** Result 1 is RSI_ERROR_INPUT, 2 RSI_ERROR_STATE; X1 to X3 are zero. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "MEASUREMENT_READ, index_bound, 0xc4000192, 5, 0, 0, 1",
        "MEASUREMENT_EXTEND, index_bound low, 0xc4000193, 0, 8, 0, 1",
        "MEASUREMENT_EXTEND, index_bound high, 0xc4000193, 5, 8, 0, 1",
        "MEASUREMENT_EXTEND, size_bound, 0xc4000193, 1, 65, 0, 1",
        "ATTESTATION_TOKEN_CONTINUE, addr_align, 0xc4000195, 0x1800, 0, 16, 1",
        "ATTESTATION_TOKEN_CONTINUE, addr_bound, 0xc4000195, 0x4000000000, 0, 16, 1",
        "ATTESTATION_TOKEN_CONTINUE, offset_bound, 0xc4000195, 0x1000, 0x1000, 0, 1",
        "ATTESTATION_TOKEN_CONTINUE, size_overflow, 0xc4000195, 0x1000, 1, -1, 1",
        "ATTESTATION_TOKEN_CONTINUE, size_bound, 0xc4000195, 0x1000, 0x800, 0x801, 1",
        "ATTESTATION_TOKEN_CONTINUE, state, 0xc4000195, 0x1000, 0, 16, 2",
        "REALM_CONFIG, addr_align, 0xc4000196, 0x1008, 0, 0, 1",
        "REALM_CONFIG, addr_bound, 0xc4000196, 0x4000000000, 0, 0, 1",
        "REALM_CONFIG, addr_ripas, 0xc4000196, 0x20000, 0, 0, 1",
        "IPA_STATE_SET, base_align, 0xc4000197, 0x1008, 0x2000, 1, 1",
        "IPA_STATE_SET, top_align, 0xc4000197, 0x1000, 0x2008, 1, 1",
        "IPA_STATE_SET, size_valid, 0xc4000197, 0x1000, 0x1000, 1, 1",
        "IPA_STATE_SET, rgn_bound, 0xc4000197, 0x1000, 0x4000001000, 1, 1",
        "IPA_STATE_SET, ripas_valid, 0xc4000197, 0x1000, 0x2000, 2, 1",
        "IPA_STATE_GET, base_align, 0xc4000198, 0x1008, 0x2000, 0, 1",
        "IPA_STATE_GET, end_align, 0xc4000198, 0x1000, 0x2008, 0, 1",
        "IPA_STATE_GET, size_valid, 0xc4000198, 0x2000, 0x1000, 0, 1",
        "IPA_STATE_GET, rgn_bound, 0xc4000198, 0x4000000000, 0x4000001000, 0, 1",
        "HOST_CALL, addr_align, 0xc4000199, 0x1080, 0, 0, 1",
        "HOST_CALL, addr_bound, 0xc4000199, 0x4000000000, 0, 0, 1",
        "HOST_CALL, addr_ripas, 0xc4000199, 0x20000, 0, 0, 1",
        "PSCI_CPU_ON, entry, 0xc4000003, 1, 0x4000000000, 0, -9",
        "PSCI_CPU_ON, target, 0xc4000003, 2, 0, 0, -2",
        "PSCI_CPU_ON, runnable, 0xc4000003, 0, 0, 0, -4",
        "PSCI_AFFINITY_INFO, level, 0xc4000004, 1, 1, 0, -2",
        "PSCI_AFFINITY_INFO, target, 0xc4000004, 7, 0, 0, -2",
        "PSCI_CPU_FREEZE, none, 0x8400000b, 0, 0, 0, -1",
    })
    void conditionFailsTheCall(
            String name, String label, String functionId, String x1, String x2, String x3, long expected) {
        f.realmCall(Long.decode(functionId), Long.decode(x1), Long.decode(x2), Long.decode(x3));
        assertTrue(f.isInRealm(), name + " " + label);
        assertEquals(expected, f.pe.x[0]);
        assertEquals(0, f.pe.x[1] | f.pe.x[2] | f.pe.x[3]);
        assertEquals(4, f.pe.pc);
    }

    @Test
    void versionIsOnePointZero() {
        f.realmCall(0xc400_0190L, 0x1_0000);
        assertEquals(0, f.pe.x[0]);
        assertEquals(0x1_0000, f.pe.x[1]);
        f.realmCall(0xc400_0190L, 0x2_0000);
        assertEquals(1, f.pe.x[0]);
        assertEquals(0x1_0000, f.pe.x[2]);
    }

    @Test
    void configurationIsWrittenAndTheRestIsZero() {
        f.realmCall(0xc400_0196L, 0x1000);
        long page = f.rmm.view(f.platform)
                .walk(f.rmm.view(f.platform).realms().getFirst().rd(), 0x1000)
                .getLast()
                .outputAddress();
        assertEquals(39, f.memory.read64(page));
        assertEquals(0, f.memory.read64(page + 0x10));
    }

    @Test
    void stateOfARangeEndsWhereItChanges() {
        f.realmCall(0xc400_0198L, 0, 0x10_000);
        assertEquals(0, f.pe.x[0]);
        assertEquals(0x8000, f.pe.x[1]);
        assertEquals(1, f.pe.x[2]);
    }

    @Test
    void psciFeaturesKnowsTheFunctionsOfARealm() {
        f.realmCall(0x8400_000aL, 0xc400_0003L);
        assertEquals(0, f.pe.x[0]);
        f.realmCall(0x8400_000aL, 0x8400_0000L);
        assertEquals(0, f.pe.x[0]);
        f.realmCall(0x8400_000aL, 0x8400_0003L);
        assertEquals(-1, f.pe.x[0]);
        f.realmCall(0x8400_0000L);
        assertEquals(0x1_0001, f.pe.x[0]);
    }
}
