package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.SystemRegister;

/** What reaches the system level of the PE, seen from EL2, which takes its own exceptions. */
class ExceptionAndHintTest {
    private static final long VECTORS = 0x4000_8000L;
    private static final long CURRENT_EL_SPX = 0x200;
    private Execution execution = new Execution();

    @BeforeEach
    void pointVectorsSomewhere() {
        execution = new Execution();
        execution.pe.sys.set(SystemRegister.VBAR_EL2, VECTORS);
    }

    @ParameterizedTest
    @CsvSource({
        "svc #0x12, 15, 12, 4",
        "hvc #0xffff, 16, ffff, 4",
        "brk #0x7, 3c, 7, 0",
        "udf #5, 0, 0, 0",
        "hlt #0x3, 0, 0, 0",
        "dcps1, 0, 0, 0",
        "drps, 0, 0, 0"
    })
    void exceptionsReportTheirClassAndReturnAddress(String text, String ec, String iss, int returnOffset) {
        execution.run(text);
        assertEquals(VECTORS + CURRENT_EL_SPX, execution.pe.pc);
        assertEquals(
                Long.parseLong(ec, 16) << 26 | 1L << 25 | Long.parseLong(iss, 16),
                execution.pe.sys.get(SystemRegister.ESR_EL2));
        assertEquals(Execution.ADDRESS + returnOffset, execution.pe.sys.get(SystemRegister.ELR_EL2));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x0001_0000,
                0x1ac0_0000,
                0x0b20_17e0,
                0x1200_fc00,
                0x9240_fc00,
                0x52c0_0000,
                0xd65f_0001,
                0x5400_0010
            })
    void unallocatedEncodingsAreUndefined(int word) {
        execution.run(word);
        assertEquals(1L << 25, execution.pe.sys.get(SystemRegister.ESR_EL2));
        assertEquals(Execution.ADDRESS, execution.pe.sys.get(SystemRegister.ELR_EL2));
    }

    @Test
    void secureMonitorCallStopsBehindItself() {
        execution.run("smc #0");
        assertEquals(StopCause.EL3_CALL, execution.pe.stop);
        assertEquals(Execution.ADDRESS + 4, execution.pe.pc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wfi", "wfe"})
    void waitingStopsBehindItself(String text) {
        execution.run("sevl").run("wfe").run(text);
        assertEquals(StopCause.IDLE, execution.pe.stop);
        assertEquals(Execution.ADDRESS + 4, execution.pe.pc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sev", "sevl"})
    void eventLetsTheNextWaitGoOn(String text) {
        execution.run(text);
        assertEquals(Execution.ADDRESS + 4, execution.pe.pc);
        execution.run("wfe");
        assertNull(execution.pe.stop);
        assertEquals(Execution.ADDRESS + 4, execution.pe.pc);
    }

    @Test
    void instructionBarrierGoesOn() {
        assertEquals(Execution.ADDRESS + 4, execution.run("isb").pe.pc);
        assertEquals(Execution.ADDRESS + 4, execution.run("esb").pe.pc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nop",
                "yield",
                "hint #0x6",
                "hint #0x7f",
                "csdb",
                "psb csync",
                "tsb csync",
                "bti jc",
                "dsb sy",
                "dmb ishst",
                "sb",
                "ssbb",
                "clearbhb"
            })
    void otherHintsAndBarriersChangeNothing(String text) {
        long[] before = execution.pe.x.clone();
        execution.flags("NzCv").run(text);
        assertEquals("NzCv", execution.flags());
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i], execution.pe.x[i]);
        }
    }

    @Test
    void exceptionReturnRestoresStateAndAddress() {
        execution.pe.sys.set(SystemRegister.ELR_EL2, 0x1234_5678L);
        execution.pe.sys.set(SystemRegister.SPSR_EL2, 0xa000_03c5L);
        execution.run("eret");
        assertEquals(0x1234_5678L, execution.pe.pc);
        assertEquals(1, execution.pe.el);
        assertEquals("NzCv", execution.flags());
    }

    @Test
    void authenticatedExceptionReturnOfAnUnsignedAddressGoesNowhereCanonical() {
        execution.pe.sys.set(SystemRegister.SCTLR_EL2, 1L << 31);
        execution.pe.sys.set(SystemRegister.TCR_EL2, 16);
        execution.pe.sys.set(SystemRegister.ELR_EL2, 0x1234_5678L);
        execution.pe.sys.set(SystemRegister.SPSR_EL2, 0x3c9L);
        assertEquals(0x2000_0000_1234_5678L, execution.run("eretaa").pe.pc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"retaa", "braaz x1", "blraa x1, x2", "eretaa", "paciasp", "autia x1, x2", "pacga x1, x2, x3"})
    void pointerAuthenticationOfEl1IsTrappedToEl2(String text) {
        execution.pe.sys.set(SystemRegister.SCTLR_EL1, 1L << 31);
        execution.pe.sys.set(SystemRegister.HCR_EL2, 1L << 31);
        execution.pe.system.enter(0x3c5, 0);
        execution.run(text);
        assertEquals(2, execution.pe.el);
        assertEquals(0x09L << 26 | 1L << 25, execution.pe.sys.get(SystemRegister.ESR_EL2));
        assertEquals(Execution.ADDRESS, execution.pe.sys.get(SystemRegister.ELR_EL2));
    }
}
