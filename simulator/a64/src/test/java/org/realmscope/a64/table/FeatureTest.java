package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realmscope.a64.engine.BarePlatform;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.sysreg.SystemRegisters;

/** The instructions that there are agree with what the ID registers say; field positions are from the Arm ARM. */
class FeatureTest {
    private static final int NOT_IMPLEMENTED = 0xf;

    @ParameterizedTest
    @EnumSource
    void idRegistersPresentTheFeature(Feature feature) {
        SystemRegisters registers = new BarePlatform().pe.sys;
        boolean present = switch (feature) {
            case BASE -> true;
            case FEAT_CRC32 -> field(registers, SystemRegister.ID_AA64ISAR0_EL1, 16) >= 1;
            case FEAT_LSE -> field(registers, SystemRegister.ID_AA64ISAR0_EL1, 20) >= 2;
            case FEAT_FlagM -> field(registers, SystemRegister.ID_AA64ISAR0_EL1, 52) >= 1;
            case FEAT_FlagM2 -> field(registers, SystemRegister.ID_AA64ISAR0_EL1, 52) >= 2;
            case FEAT_PAuth ->
                field(registers, SystemRegister.ID_AA64ISAR1_EL1, 8) >= 1
                        && field(registers, SystemRegister.ID_AA64ISAR1_EL1, 28) >= 1;
            case FEAT_LRCPC -> field(registers, SystemRegister.ID_AA64ISAR1_EL1, 20) >= 1;
            case FEAT_LRCPC2 -> field(registers, SystemRegister.ID_AA64ISAR1_EL1, 20) >= 2;
            case FEAT_SB -> field(registers, SystemRegister.ID_AA64ISAR1_EL1, 36) >= 1;
            case FEAT_DGH -> field(registers, SystemRegister.ID_AA64ISAR1_EL1, 48) >= 1;
            case FEAT_FP -> field(registers, SystemRegister.ID_AA64PFR0_EL1, 16) != NOT_IMPLEMENTED;
            case FEAT_AdvSIMD -> field(registers, SystemRegister.ID_AA64PFR0_EL1, 20) != NOT_IMPLEMENTED;
            case FEAT_RAS -> field(registers, SystemRegister.ID_AA64PFR0_EL1, 28) >= 1;
            case FEAT_BTI -> field(registers, SystemRegister.ID_AA64PFR1_EL1, 0) >= 1;
            case FEAT_LOR -> field(registers, SystemRegister.ID_AA64MMFR1_EL1, 16) >= 1;
        };
        assertTrue(present, () -> feature + " has instructions but is absent from the ID registers");
    }

    private static long field(SystemRegisters registers, SystemRegister register, int lsb) {
        return registers.get(register) >>> lsb & 0xf;
    }
}
