package org.realmscope.platform.sysreg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.TestPlatform;

class SystemInstructionTest {
    private static final long RW = 0x8000_0000L;
    private static final int ISS = 0x12_3456;

    private final TestPlatform test = new TestPlatform();

    /** "ok", or the EL that takes the exception and its EC. */
    private String execute(SystemInstruction instruction, int el) {
        test.at(el);
        try {
            instruction.execute(test.pe, ISS, TestPlatform.DRAM);
            return "ok";
        } catch (AbortSignal signal) {
            test.pe.system.takePending(0);
            SystemRegister esr = test.pe.el == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2;
            return "%d:%02x".formatted(test.pe.el, test.get(esr) >>> 26);
        }
    }

    /**
     * Columns: EL0, EL1, EL2 with SCTLR_EL1 and HCR_EL2 as given, the latter by bit. DC ZVA that is allowed has an
     * alignment fault: with the MMU off all memory is Device.
     */
    @ParameterizedTest
    @CsvSource({
        "IC_IALLU, 0, -1, 1:00 ok ok",
        "IC_IALLU, 0, 24, 1:00 2:18 ok",
        "IC_IALLU, 0, 52, 1:00 2:18 ok",
        "IC_IALLUIS, 0, 50, 1:00 2:18 ok",
        "IC_IALLUIS, 0, 52, 1:00 ok ok",
        "IC_IVAU, 0, -1, 1:18 ok ok",
        "IC_IVAU, 0x4000000, 52, 2:18 2:18 ok",
        "DC_CVAC, 0x4000000, -1, ok ok ok",
        "DC_CVAC, 0x4000000, 23, 2:18 2:18 ok",
        "DC_CVAU, 0x4000000, 23, ok ok ok",
        "DC_IVAC, 0x4000000, 23, 1:00 2:18 ok",
        "DC_CISW, 0, 22, 1:00 2:18 ok",
        "DC_ZVA, 0, -1, 1:18 1:25 2:25",
        "DC_ZVA, 0x4000, 28, 2:18 2:18 2:25",
        "CFP_RCTX, 0, -1, 1:18 ok ok",
        "CFP_RCTX, 0x400, -1, ok ok ok",
        "AT_S1E1R, 0, -1, 1:00 ok ok",
        "AT_S12E1R, 0, -1, 1:00 1:00 ok",
        "TLBI_VAE1, 0, 25, 1:00 2:18 ok",
        "TLBI_VAE1, 0, 54, 1:00 ok ok",
        "TLBI_VAE1IS, 0, 54, 1:00 2:18 ok",
        "TLBI_VAE1OS, 0, 55, 1:00 2:18 ok",
        "TLBI_RVAE1IS, 0, 54, 1:00 2:18 ok",
        "TLBI_ALLE2, 0, -1, 1:00 1:00 ok",
        "TLBI_IPAS2E1IS, 0, -1, 1:00 1:00 ok",
    })
    void exceptionLevelsMayExecute(SystemInstruction instruction, long sctlr, int hcrBit, String expected) {
        StringBuilder row = new StringBuilder();
        for (int el = 0; el < 3; el++) {
            test.with(SystemRegister.SCTLR_EL1, sctlr)
                    .with(SystemRegister.HCR_EL2, RW | (hcrBit < 0 ? 0 : 1L << hcrBit));
            row.append(execute(instruction, el)).append(' ');
        }
        assertEquals(expected, row.toString().strip());
    }

    @Test
    void trapReportsTheInstruction() {
        test.with(SystemRegister.HCR_EL2, RW | 1L << 25);
        execute(SystemInstruction.TLBI_VAE1, 1);
        assertEquals(0x6200_0000L | ISS, test.get(SystemRegister.ESR_EL2));
    }

    /** Bits of HFGITR_EL2. */
    @ParameterizedTest
    @CsvSource({
        "IC_IALLUIS, 0",
        "IC_IVAU, 2",
        "DC_ISW, 4",
        "DC_ZVA, 11",
        "AT_S1E0W, 15",
        "AT_S1E1WP, 17",
        "TLBI_VMALLE1OS, 18",
        "TLBI_RVAE1OS, 24",
        "TLBI_VMALLE1IS, 28",
        "TLBI_RVAALE1IS, 37",
        "TLBI_RVAE1, 38",
        "TLBI_VMALLE1, 42",
        "TLBI_VAALE1, 47",
        "CFP_RCTX, 48",
        "DC_CVAC, 54",
    })
    void fineGrainedTrapsAreSeparate(SystemInstruction instruction, int bit) {
        test.with(SystemRegister.HFGITR_EL2, 1L << bit);
        assertEquals("2:18", execute(instruction, 1));
        test.with(SystemRegister.HFGITR_EL2, ~(1L << bit));
        assertEquals(instruction == SystemInstruction.DC_ZVA ? "1:25" : "ok", execute(instruction, 1));
    }

    @Test
    void zeroBlockIsAnnouncedOnlyWhereItIsAllowed() {
        test.with(SystemRegister.SCTLR_EL1, 0);
        assertEquals(4, test.at(1).read(SystemRegister.DCZID_EL0));
        assertEquals(0x14, test.at(0).read(SystemRegister.DCZID_EL0));
        test.with(SystemRegister.HCR_EL2, RW | 1 << 28);
        assertEquals(0x14, test.at(1).read(SystemRegister.DCZID_EL0));
        assertEquals(4, test.at(2).read(SystemRegister.DCZID_EL0));
    }
}
