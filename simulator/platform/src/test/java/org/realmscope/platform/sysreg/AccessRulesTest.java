package org.realmscope.platform.sysreg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.platform.pe.TestPlatform;

/**
 * Who may access what. Outcomes are written U (undefined), 1 or 2 (trapped with EC 0x18 to that EL), F (EC 0x07), or
 * "ok".
 */
class AccessRulesTest {
    private static final long RW = 0x8000_0000L;
    private static final long E2H = 1L << 34;
    private static final long TGE = 1L << 27;

    private final TestPlatform test = new TestPlatform();

    private static String outcome(int slot) {
        return switch (slot) {
            case Trap.UNDEFINED -> "U";
            case Trap.TO_EL1 -> "1";
            case Trap.TO_EL2 -> "2";
            case Trap.FLOATING_POINT -> "F";
            default -> "ok";
        };
    }

    private String access(SystemRegister register, int el, boolean write) {
        test.at(el);
        return outcome(write ? test.pe.sys.writeSlot(register) : test.pe.sys.readSlot(register));
    }

    private String matrix(SystemRegister register) {
        StringBuilder row = new StringBuilder();
        for (boolean write : List.of(false, true)) {
            for (int el = 0; el < 3; el++) {
                row.append(access(register, el, write)).append(' ');
            }
        }
        return row.toString().strip();
    }

    /** Columns: MRS at EL0, EL1, EL2, MSR at EL0, EL1, EL2, with no trap configured. */
    @ParameterizedTest
    @CsvSource({
        "SCTLR_EL1,       U ok ok U ok ok",
        "SCTLR_EL2,       U U ok U U ok",
        "SCTLR_EL12,      U U U U U U",
        "SP_EL1,          U U ok U U ok",
        "SP_EL2,          U U U U U U",
        "TPIDR_EL0,       ok ok ok ok ok ok",
        "TPIDRRO_EL0,     ok ok ok U ok ok",
        "MIDR_EL1,        1 ok ok U U U",
        "ID_AA64PFR0_EL1, 1 ok ok U U U",
        "ID_RESERVED,     1 ok ok U U U",
        "CCSIDR_EL1,      1 ok ok U U U",
        "CSSELR_EL1,      U ok ok U ok ok",
        "CTR_EL0,         ok ok ok U U U",
        "DCZID_EL0,       ok ok ok U U U",
        "CurrentEL,       U ok ok U U U",
        "NZCV,            ok ok ok ok ok ok",
        "DAIF,            1 ok ok 1 ok ok",
        "CNTVCT_EL0,      1 ok ok U U U",
        "CNTFRQ_EL0,      1 ok ok U U U",
        "CNTV_CTL_EL0,    1 ok ok 1 ok ok",
        "CNTHV_CTL_EL2,   U U ok U U ok",
        "CNTV_CTL_EL02,   U U U U U U",
        "RNDR,            ok ok ok U U U",
        "PMCR_EL0,        1 ok ok 1 ok ok",
        "PMUSERENR_EL0,   ok ok ok U ok ok",
        "PMINTENSET_EL1,  U ok ok U ok ok",
        "ICC_IAR1_EL1,    U ok ok U U U",
        "ICC_EOIR1_EL1,   U U U U ok ok",
        "ICC_SRE_EL1,     U ok ok U ok ok",
        "ICH_LR3_EL2,     U U ok U U ok",
        "ICH_VTR_EL2,     U U ok U U U",
        "MDSCR_EL1,       U ok ok U ok ok",
        "MDCCSR_EL0,      ok ok ok U U U",
        "OSLAR_EL1,       U U U U ok ok",
        "FPCR,            F F ok F F ok",
    })
    void exceptionLevelsMayAccess(SystemRegister register, String expected) {
        test.with(SystemRegister.HCR_EL2, RW | Hcr.APK);
        test.with(SystemRegister.SCTLR_EL1, Sctlr.UCT);
        test.with(SystemRegister.CNTHCTL_EL2, 3);
        assertEquals(expected, matrix(register));
    }

    static Stream<Arguments> traps() {
        SystemRegister hcr = SystemRegister.HCR_EL2;
        SystemRegister mdcr = SystemRegister.MDCR_EL2;
        SystemRegister ich = SystemRegister.ICH_HCR_EL2;
        SystemRegister cnthctl = SystemRegister.CNTHCTL_EL2;
        return Stream.of(
                arguments(hcr, 1L << 26, SystemRegister.SCTLR_EL1, "ok 2"),
                arguments(hcr, 1L << 26, SystemRegister.CONTEXTIDR_EL1, "ok 2"),
                arguments(hcr, 1L << 26, SystemRegister.CPACR_EL1, "ok ok"),
                arguments(hcr, 1L << 30, SystemRegister.TTBR1_EL1, "2 ok"),
                arguments(hcr, 1L << 30, SystemRegister.MAIR_EL1, "2 ok"),
                arguments(hcr, 1L << 21, SystemRegister.ACTLR_EL1, "2 2"),
                arguments(hcr, 1L << 16, SystemRegister.REVIDR_EL1, "2 U"),
                arguments(hcr, 1L << 16, SystemRegister.MIDR_EL1, "ok U"),
                arguments(hcr, 1L << 17, SystemRegister.CTR_EL0, "2 U"),
                arguments(hcr, 1L << 17, SystemRegister.CSSELR_EL1, "2 2"),
                arguments(hcr, 1L << 49, SystemRegister.CLIDR_EL1, "2 U"),
                arguments(hcr, 1L << 49, SystemRegister.CTR_EL0, "ok U"),
                arguments(hcr, 1L << 18, SystemRegister.ID_AA64MMFR0_EL1, "2 U"),
                arguments(hcr, 1L << 18, SystemRegister.ID_PFR0_EL1, "2 U"),
                arguments(hcr, 1L << 18, SystemRegister.ID_RESERVED, "2 U"),
                arguments(hcr, 1L << 18, SystemRegister.MPIDR_EL1, "ok U"),
                arguments(hcr, 1L << 36, SystemRegister.ERRSELR_EL1, "2 2"),
                arguments(hcr, 0L, SystemRegister.APIAKeyLo_EL1, "2 2"),
                arguments(hcr, 1L << 40, SystemRegister.APIAKeyLo_EL1, "ok ok"),
                arguments(hcr, 1L << 4, SystemRegister.ICC_SGI1R_EL1, "U 2"),
                arguments(hcr, 1L << 3, SystemRegister.ICC_SGI1R_EL1, "U 2"),
                arguments(hcr, 1L << 4, SystemRegister.ICC_PMR_EL1, "ok ok"),
                arguments(SystemRegister.CPTR_EL2, 1L << 31, SystemRegister.CPACR_EL1, "2 2"),
                arguments(mdcr, 1L << 6, SystemRegister.PMCCNTR_EL0, "2 2"),
                arguments(mdcr, 1L << 5, SystemRegister.PMCR_EL0, "2 2"),
                arguments(mdcr, 1L << 5, SystemRegister.PMCCNTR_EL0, "ok ok"),
                arguments(mdcr, 1L << 9, SystemRegister.DBGBVR0_EL1, "2 2"),
                arguments(mdcr, 1L << 8, SystemRegister.DBGBVR0_EL1, "2 2"),
                arguments(mdcr, 1L << 10, SystemRegister.OSLSR_EL1, "2 U"),
                arguments(mdcr, 1L << 11, SystemRegister.MDRAR_EL1, "2 U"),
                arguments(mdcr, 1L << 27, SystemRegister.MDCCINT_EL1, "2 2"),
                arguments(ich, 1L << 10, SystemRegister.ICC_PMR_EL1, "2 2"),
                arguments(ich, 1L << 10, SystemRegister.ICC_BPR1_EL1, "ok ok"),
                arguments(ich, 1L << 11, SystemRegister.ICC_BPR0_EL1, "2 2"),
                arguments(ich, 1L << 12, SystemRegister.ICC_BPR1_EL1, "2 2"),
                arguments(ich, 1L << 14, SystemRegister.ICC_DIR_EL1, "U 2"),
                arguments(SystemRegister.ICC_SRE_EL2, 7L, SystemRegister.ICC_SRE_EL1, "2 2"),
                arguments(cnthctl, 0L, SystemRegister.CNTPCT_EL0, "2 U"),
                arguments(cnthctl, 1L, SystemRegister.CNTPCT_EL0, "ok U"),
                arguments(cnthctl, 1L, SystemRegister.CNTP_CTL_EL0, "2 2"),
                arguments(cnthctl, 2L, SystemRegister.CNTP_CTL_EL0, "ok ok"),
                arguments(cnthctl, 1L << 13, SystemRegister.CNTV_CVAL_EL0, "2 2"),
                arguments(cnthctl, 1L << 14, SystemRegister.CNTVCT_EL0, "2 U"),
                arguments(SystemRegister.HFGRTR_EL2, 1L << 29, SystemRegister.SCTLR_EL1, "2 ok"),
                arguments(SystemRegister.HFGWTR_EL2, 1L << 33, SystemRegister.TPIDR_EL1, "ok 2"),
                arguments(SystemRegister.HDFGRTR_EL2, 1L << 15, SystemRegister.PMCCNTR_EL0, "2 ok"),
                arguments(SystemRegister.HDFGWTR_EL2, 1L << 4, SystemRegister.MDSCR_EL1, "ok 2"));
    }

    /** Expected: MRS and MSR at EL1. At EL2 the same access is never trapped. */
    @ParameterizedTest
    @MethodSource("traps")
    void el2TrapsAccessesOfEl1(SystemRegister control, long bits, SystemRegister register, String expected) {
        test.with(control, control == SystemRegister.HCR_EL2 ? RW | bits : bits);
        assertEquals(expected, access(register, 1, false) + " " + access(register, 1, true));
        assertEquals(expected.replace("2", "ok"), access(register, 2, false) + " " + access(register, 2, true));
    }

    @ParameterizedTest
    @CsvSource({
        "0, CNTPCT_EL0, ok 1",
        "1, CNTPCT_EL0, 1 1",
        "1, CNTVCT_EL0, ok 1",
        "0, CNTFRQ_EL0, ok 1",
        "1, CNTFRQ_EL0, ok 1",
        "8, CNTV_TVAL_EL0, ok 1",
        "9, CNTP_TVAL_EL0, ok 1",
    })
    void kernelEnablesTimersForEl0(int bit, SystemRegister register, String expected) {
        test.with(SystemRegister.CNTHCTL_EL2, 3);
        test.with(SystemRegister.CNTKCTL_EL1, 1L << bit);
        String enabled = access(register, 0, false);
        test.with(SystemRegister.CNTKCTL_EL1, 0);
        assertEquals(expected, enabled + " " + access(register, 0, false));
    }

    @ParameterizedTest
    @CsvSource({
        "1, PMCCNTR_EL0, ok ok",
        "4, PMCCNTR_EL0, ok 1",
        "8, PMEVCNTR3_EL0, ok 1",
        "8, PMSELR_EL0, ok ok",
        "8, PMXEVCNTR_EL0, ok 1",
        "8, PMXEVTYPER_EL0, 1 1",
        "2, PMSWINC_EL0, U ok",
        "4, PMSWINC_EL0, U 1",
    })
    void kernelEnablesPerformanceMonitorsForEl0(long userenr, SystemRegister register, String expected) {
        test.with(SystemRegister.PMUSERENR_EL0, userenr);
        assertEquals(expected, access(register, 0, false) + " " + access(register, 0, true));
    }

    static Stream<Arguments> redirections() {
        return Stream.of(
                arguments(SystemRegister.SCTLR_EL1, SystemRegister.SCTLR_EL2),
                arguments(SystemRegister.CPACR_EL1, SystemRegister.CPTR_EL2),
                arguments(SystemRegister.TTBR0_EL1, SystemRegister.TTBR0_EL2),
                arguments(SystemRegister.TTBR1_EL1, SystemRegister.TTBR1_EL2),
                arguments(SystemRegister.TCR_EL1, SystemRegister.TCR_EL2),
                arguments(SystemRegister.AFSR0_EL1, SystemRegister.AFSR0_EL2),
                arguments(SystemRegister.AFSR1_EL1, SystemRegister.AFSR1_EL2),
                arguments(SystemRegister.ESR_EL1, SystemRegister.ESR_EL2),
                arguments(SystemRegister.FAR_EL1, SystemRegister.FAR_EL2),
                arguments(SystemRegister.MAIR_EL1, SystemRegister.MAIR_EL2),
                arguments(SystemRegister.AMAIR_EL1, SystemRegister.AMAIR_EL2),
                arguments(SystemRegister.VBAR_EL1, SystemRegister.VBAR_EL2),
                arguments(SystemRegister.CONTEXTIDR_EL1, SystemRegister.CONTEXTIDR_EL2),
                arguments(SystemRegister.CNTKCTL_EL1, SystemRegister.CNTHCTL_EL2),
                arguments(SystemRegister.SPSR_EL1, SystemRegister.SPSR_EL2),
                arguments(SystemRegister.ELR_EL1, SystemRegister.ELR_EL2),
                arguments(SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTHP_CTL_EL2),
                arguments(SystemRegister.CNTP_CVAL_EL0, SystemRegister.CNTHP_CVAL_EL2),
                arguments(SystemRegister.CNTP_TVAL_EL0, SystemRegister.CNTHP_TVAL_EL2),
                arguments(SystemRegister.CNTV_CTL_EL0, SystemRegister.CNTHV_CTL_EL2),
                arguments(SystemRegister.CNTV_CVAL_EL0, SystemRegister.CNTHV_CVAL_EL2),
                arguments(SystemRegister.CNTV_TVAL_EL0, SystemRegister.CNTHV_TVAL_EL2));
    }

    @ParameterizedTest
    @MethodSource("redirections")
    void hostReachesItsOwnRegistersByEl1Names(SystemRegister name, SystemRegister reached) {
        test.at(2);
        assertEquals(name.ordinal(), test.pe.sys.readSlot(name));
        test.with(SystemRegister.HCR_EL2, RW | E2H);
        assertEquals(reached.ordinal(), test.pe.sys.readSlot(name));
        assertEquals(reached.ordinal(), test.pe.sys.writeSlot(name));
        SystemRegister alias =
                SystemRegister.valueOf(name.name().replace("_EL1", "_EL12").replace("_EL0", "_EL02"));
        assertEquals(name.ordinal(), test.pe.sys.readSlot(alias));
        assertEquals(name.ordinal(), test.pe.sys.writeSlot(alias));
    }

    @ParameterizedTest
    @EnumSource
    void el1NeverReachesARegisterThatOnlyTheHostNames(SystemRegister register) {
        test.with(SystemRegister.HCR_EL2, RW | E2H);
        if (register.name().endsWith("_EL12") || register.name().endsWith("_EL02")) {
            assertEquals("U U", access(register, 1, false) + " " + access(register, 1, true));
        }
    }

    @Test
    void hostApplicationUsesTheHostsTimers() {
        test.with(SystemRegister.HCR_EL2, RW | E2H | TGE).with(SystemRegister.CNTHCTL_EL2, 1 << 9);
        test.at(0);
        assertEquals(SystemRegister.CNTHP_CTL_EL2.ordinal(), test.pe.sys.readSlot(SystemRegister.CNTP_CTL_EL0));
        assertEquals(Trap.TO_EL1, test.pe.sys.readSlot(SystemRegister.CNTV_CTL_EL0));
    }

    @Test
    void timerControlsOfEl1MoveWithE2h() {
        test.with(SystemRegister.CNTHCTL_EL2, 1 << 10 | 1 << 11);
        assertEquals("2", access(SystemRegister.CNTPCT_EL0, 1, false));
        test.with(SystemRegister.HCR_EL2, RW | E2H);
        assertEquals("ok", access(SystemRegister.CNTPCT_EL0, 1, false));
        assertEquals("ok", access(SystemRegister.CNTP_CVAL_EL0, 1, true));
    }

    /** Columns: FP access at EL0, EL1, EL2. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0,          F F ok",
        "0, 1, 0,          F ok ok",
        "0, 2, 0,          F F ok",
        "0, 3, 0,          ok ok ok",
        "0, 3, 0x400,      F F F",
        "0x400000000, 3, 0, F F F",
        "0x400000000, 3, 0x100000, ok ok ok",
        "0x400000000, 3, 0x300000, ok ok ok",
        "0x408000000, 0, 0x100000, F F ok",
        "0x408000000, 0, 0x300000, ok F ok",
    })
    void floatingPointAccessDependsOnBothControls(String hcr, long fpen, String cptr, String expected) {
        test.with(SystemRegister.HCR_EL2, RW | Long.decode(hcr));
        test.with(SystemRegister.CPACR_EL1, fpen << 20).with(SystemRegister.CPTR_EL2, Long.decode(cptr));
        assertEquals(
                expected,
                access(SystemRegister.FPSR, 0, false)
                        + " "
                        + access(SystemRegister.FPSR, 1, false)
                        + " "
                        + access(SystemRegister.FPSR, 2, false));
    }

    @Test
    void guestSeesTheVirtualIdentity() {
        test.with(SystemRegister.VPIDR_EL2, 0x1234).with(SystemRegister.VMPIDR_EL2, 0x8000_0005L);
        test.at(1);
        assertEquals(0x1234, test.read(SystemRegister.MIDR_EL1));
        assertEquals(0x8000_0005L, test.read(SystemRegister.MPIDR_EL1));
        test.at(2);
        assertEquals(0x000f_5250, test.read(SystemRegister.MIDR_EL1));
        assertEquals(0x8000_0000L, test.read(SystemRegister.MPIDR_EL1));
    }

    @Test
    void selectedStackPointerHasNoName() {
        test.at(1);
        assertEquals("ok", access(SystemRegister.SP_EL0, 1, false));
        test.pe.system.pstate.select(0);
        assertEquals(Trap.UNDEFINED, test.pe.sys.readSlot(SystemRegister.SP_EL0));
    }
}
