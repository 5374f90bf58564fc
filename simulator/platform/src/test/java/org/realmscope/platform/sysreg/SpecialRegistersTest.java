package org.realmscope.platform.sysreg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.TestPlatform;

class SpecialRegistersTest {
    private final TestPlatform test = new TestPlatform(2, false).at(2);

    @ParameterizedTest
    @CsvSource({
        "NZCV, 0xf0000000",
        "DAIF, 0x3c0",
        "PAN, 0x400000",
        "UAO, 0x800000",
        "DIT, 0x1000000",
        "SSBS, 0x1000",
        "SPSel, 0x1",
    })
    void fieldOfProcessStateHoldsItsBits(SystemRegister register, String bits) {
        test.write(register, -1);
        assertEquals(Long.decode(bits), test.read(register));
        test.write(register, 0);
        assertEquals(0, test.read(register));
    }

    @ParameterizedTest
    @CsvSource({"0, 0x0", "1, 0x4", "2, 0x8"})
    void currentExceptionLevelIsShown(int el, long expected) {
        test.at(el);
        assertEquals(expected, test.pe.system.registers.read(SystemRegister.CurrentEL));
    }

    /** SplitMix64 from 1234567: the first two outputs of its reference implementation. */
    @Test
    void randomNumbersComeFromTheSeedAndAreAvailable() {
        test.platform.randomState = 1_234_567;
        test.pe.setNzcv(0xf);
        assertEquals(6_457_827_717_110_365_317L, test.read(SystemRegister.RNDR));
        assertEquals(0, test.pe.nzcv());
        assertEquals(3_203_168_211_198_807_973L, test.read(SystemRegister.RNDRRS));
    }

    /** Fields that the reference RMM checks: register, least significant bit, value. */
    @ParameterizedTest
    @CsvSource({
        "ID_AA64MMFR0_EL1, 0, 6", "ID_AA64MMFR0_EL1, 28, 1", "ID_AA64MMFR0_EL1, 40, 3", "ID_AA64MMFR0_EL1, 20, 0",
        "ID_AA64MMFR0_EL1, 24, 15", "ID_AA64MMFR0_EL1, 60, 2", "ID_AA64MMFR0_EL1, 4, 2", "ID_AA64MMFR1_EL1, 4, 2",
        "ID_AA64MMFR1_EL1, 8, 1", "ID_AA64MMFR1_EL1, 12, 1", "ID_AA64MMFR2_EL1, 0, 1", "ID_AA64MMFR2_EL1, 28, 1",
        "ID_AA64MMFR2_EL1, 40, 1", "ID_AA64ISAR0_EL1, 60, 1", "ID_AA64ISAR0_EL1, 20, 2", "ID_AA64ISAR1_EL1, 8, 1",
        "ID_AA64ISAR1_EL1, 28, 1", "ID_AA64ISAR1_EL1, 36, 1", "ID_AA64PFR0_EL1, 28, 1", "ID_AA64PFR0_EL1, 32, 0",
        "ID_AA64PFR0_EL1, 48, 1", "ID_AA64PFR0_EL1, 52, 1", "ID_AA64PFR0_EL1, 24, 1", "ID_AA64PFR1_EL1, 0, 1",
        "ID_AA64PFR1_EL1, 8, 0", "ID_AA64PFR1_EL1, 24, 0", "ID_AA64DFR0_EL1, 8, 7", "ID_AA64MMFR1_EL1, 40, 1",
    })
    void identificationFieldSaysWhatIsThere(SystemRegister register, int lsb, long expected) {
        assertEquals(expected, test.read(register) >>> lsb & 0xf);
    }

    @Test
    void affinityIsThePosition() {
        Pe second = test.platform.pe(1);
        assertEquals(0x8000_0001L, second.system.registers.read(SystemRegister.MPIDR_EL1));
    }

    @Test
    void reservedBitsKeepTheirValue() {
        test.write(SystemRegister.HCR_EL2, 0);
        assertEquals(0x8000_0000L, test.read(SystemRegister.HCR_EL2));
        test.write(SystemRegister.HCR_EL2, -1);
        assertEquals(0xd7_433f_dfff_7fffL, test.read(SystemRegister.HCR_EL2));
        test.write(SystemRegister.VBAR_EL2, -1);
        assertEquals(-0x800, test.read(SystemRegister.VBAR_EL2));
        test.write(SystemRegister.DBGWVR3_EL1, -1);
        assertEquals(-4, test.read(SystemRegister.DBGWVR3_EL1));
    }

    /** Later releases of the reference RMM write it whatever its features are. */
    @Test
    void extendedHypervisorConfigurationHasNoField() {
        test.write(SystemRegister.HCRX_EL2, -1);
        assertEquals(0, test.read(SystemRegister.HCRX_EL2));
    }

    /** Values that the reference RMM was seen to write. */
    @ParameterizedTest
    @CsvSource({
        "TCR_EL2, 0x08000616b52b351a",
        "SCTLR_EL2, 0x00000000b45dd91f",
        "HCR_EL2, 0x0004324800c043f",
        "VTCR_EL2, 0x00000000c00e355c",
    })
    void valuesOfTheReferenceRmmAreHeld(SystemRegister register, String value) {
        long bits = Long.decode(value);
        test.write(register, bits);
        assertEquals(bits | (register == SystemRegister.HCR_EL2 ? 0x8000_0000L : 0), test.read(register));
    }

    @Test
    void cacheSizeExistsForLevelOne() {
        test.write(SystemRegister.CSSELR_EL1, 1);
        assertEquals(0xf_e01a, test.read(SystemRegister.CCSIDR_EL1));
        test.write(SystemRegister.CSSELR_EL1, 2);
        assertEquals(0, test.read(SystemRegister.CCSIDR_EL1));
    }

    @Test
    void setAndClearRegistersShareTheirBits() {
        test.write(SystemRegister.PMCNTENSET_EL0, 0x8000_0005L);
        test.write(SystemRegister.PMCNTENCLR_EL0, 1);
        assertEquals(0x8000_0004L, test.read(SystemRegister.PMCNTENSET_EL0));
        assertEquals(0x8000_0004L, test.read(SystemRegister.PMCNTENCLR_EL0));
        test.write(SystemRegister.PMOVSSET_EL0, 6);
        test.write(SystemRegister.PMOVSCLR_EL0, 2);
        assertEquals(4, test.read(SystemRegister.PMOVSSET_EL0));
        test.write(SystemRegister.DBGCLAIMSET_EL1, 3);
        test.write(SystemRegister.DBGCLAIMCLR_EL1, 1);
        assertEquals(2, test.read(SystemRegister.DBGCLAIMCLR_EL1));
        assertEquals(0xff, test.read(SystemRegister.DBGCLAIMSET_EL1));
    }

    @Test
    void cycleCounterRunsWhileEnabled() {
        test.pe.instructions = 100;
        test.write(SystemRegister.PMCCNTR_EL0, 7);
        test.pe.instructions = 150;
        assertEquals(7, test.read(SystemRegister.PMCCNTR_EL0));
        test.write(SystemRegister.PMCNTENSET_EL0, 0x8000_0000L);
        test.write(SystemRegister.PMCR_EL0, 1);
        test.pe.instructions = 170;
        assertEquals(27, test.read(SystemRegister.PMCCNTR_EL0));
        test.write(SystemRegister.PMCR_EL0, 0);
        test.pe.instructions = 200;
        assertEquals(27, test.read(SystemRegister.PMCCNTR_EL0));
        test.write(SystemRegister.PMCR_EL0, 4);
        assertEquals(0, test.read(SystemRegister.PMCCNTR_EL0));
    }

    @Test
    void eventCountersAreSelectedAndReserved() {
        test.write(SystemRegister.PMSELR_EL0, 3);
        test.write(SystemRegister.PMXEVCNTR_EL0, 0x1234);
        test.write(SystemRegister.PMXEVTYPER_EL0, 0x11);
        assertEquals(0x1234, test.read(SystemRegister.PMEVCNTR3_EL0));
        assertEquals(0x11, test.read(SystemRegister.PMEVTYPER3_EL0));
        assertEquals(31, test.read(SystemRegister.PMCR_EL0) >>> 11 & 0x1f);
        test.write(SystemRegister.PMSELR_EL0, 31);
        test.write(SystemRegister.PMXEVTYPER_EL0, 0x800_0000);
        assertEquals(0x800_0000, test.read(SystemRegister.PMCCFILTR_EL0));
        test.with(SystemRegister.MDCR_EL2, 2).at(1);
        assertEquals(2, test.read(SystemRegister.PMCR_EL0) >>> 11 & 0x1f);
        test.write(SystemRegister.PMSELR_EL0, 3);
        assertEquals(0, test.read(SystemRegister.PMXEVCNTR_EL0));
    }

    @Test
    void lockOfTheOperatingSystemIsShown() {
        assertEquals(0xa, test.read(SystemRegister.OSLSR_EL1));
        test.write(SystemRegister.OSLAR_EL1, 0);
        assertEquals(0x8, test.read(SystemRegister.OSLSR_EL1));
    }
}
