package org.realmscope.platform.pe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.sysreg.SystemRegister;

class ExceptionEntryTest {
    private static final long RW = 0x8000_0000L;
    private static final long E2H_TGE = 1L << 34 | 1L << 27;

    private final TestPlatform test = new TestPlatform();

    private void execute(String instruction) {
        SystemControl system = test.pe.system;
        switch (instruction) {
            case "svc" -> system.svc(0x12);
            case "hvc" -> system.hvc(0x34);
            case "smc" -> system.smc(0x56);
            case "brk" -> system.brk(0xf00d);
            case "hlt" -> system.hlt(0xf000);
            case "udf" -> system.undefined();
            case "wfi" -> system.wfi();
            case "wfe" -> system.wfe();
            case "eret" -> system.eret();
            case "eretab" -> system.eret(3, 0);
            default -> throw new IllegalArgumentException(instruction);
        }
    }

    /** TGE is bit 27 of HCR_EL2, TSC 19, TWI 13, TWE 14. */
    @ParameterizedTest(name = "{0} at EL{1}, HCR_EL2 {2}")
    @CsvSource({
        "svc, 0, 0x00000000, 1, 0x400, 0x56000012, 4",
        "svc, 0, 0x08000000, 2, 0x400, 0x56000012, 4",
        "svc, 1, 0x00000000, 1, 0x200, 0x56000012, 4",
        "svc, 2, 0x00000000, 2, 0x200, 0x56000012, 4",
        "hvc, 0, 0x00000000, 1, 0x400, 0x02000000, 0",
        "hvc, 1, 0x00000000, 2, 0x400, 0x5a000034, 4",
        "hvc, 2, 0x00000000, 2, 0x200, 0x5a000034, 4",
        "smc, 0, 0x00080000, 1, 0x400, 0x02000000, 0",
        "smc, 1, 0x00080000, 2, 0x400, 0x5e000056, 0",
        "brk, 0, 0x00000000, 1, 0x400, 0xf200f00d, 0",
        "brk, 1, 0x00000000, 1, 0x200, 0xf200f00d, 0",
        "brk, 0, 0x08000000, 2, 0x400, 0xf200f00d, 0",
        "brk, 2, 0x00000000, 2, 0x200, 0xf200f00d, 0",
        "hlt, 1, 0x00000000, 1, 0x200, 0x02000000, 0",
        "udf, 0, 0x00000000, 1, 0x400, 0x02000000, 0",
        "udf, 0, 0x08000000, 2, 0x400, 0x02000000, 0",
        "udf, 2, 0x00000000, 2, 0x200, 0x02000000, 0",
        "wfi, 0, 0x00000000, 1, 0x400, 0x07e00000, 0",
        "wfe, 0, 0x00000000, 1, 0x400, 0x07e00001, 0",
        "wfi, 1, 0x00002000, 2, 0x400, 0x07e00000, 0",
        "wfe, 1, 0x00004000, 2, 0x400, 0x07e00001, 0",
        "eret, 0, 0x00000000, 1, 0x400, 0x02000000, 0",
    })
    void instructionTakesItsException(
            String instruction, int fromEl, long hcr, int targetEl, int vector, long esr, int returnOffset) {
        test.with(SystemRegister.HCR_EL2, RW | hcr)
                .with(SystemRegister.SCTLR_EL1, 0)
                .at(fromEl);
        execute(instruction);
        boolean toEl1 = targetEl == 1;
        assertEquals(targetEl, test.pe.el);
        assertEquals((toEl1 ? TestPlatform.VBAR_EL1 : TestPlatform.VBAR_EL2) + vector, test.pe.pc);
        assertEquals(esr, test.get(toEl1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2));
        assertEquals(TestPlatform.PC + returnOffset, test.get(toEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2));
        assertEquals(
                fromEl == 0 ? 0 : fromEl << 2 | 1, test.get(toEl1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2));
        assertNull(test.pe.stop);
    }

    @ParameterizedTest
    @CsvSource({
        "svc, 0, 52, 0x56000012",
        "svc, 1, 53, 0x56000012",
        "eret, 1, 51, 0x6a000000",
        "eretab, 1, 51, 0x6a000003"
    })
    void fineGrainedTrapGoesToEl2(String instruction, int fromEl, int bit, long esr) {
        test.with(SystemRegister.HFGITR_EL2, 1L << bit).at(fromEl);
        execute(instruction);
        assertEquals(2, test.pe.el);
        assertEquals(esr, test.get(SystemRegister.ESR_EL2));
        assertEquals(TestPlatform.PC, test.get(SystemRegister.ELR_EL2));
    }

    @Test
    void debugExceptionsOfBreakpointsGoToEl2WithTde() {
        test.with(SystemRegister.MDCR_EL2, 1 << 8).at(1);
        execute("brk");
        assertEquals(2, test.pe.el);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void smcReachesEl3BehindTheInstruction(int el) {
        test.at(el);
        execute("smc");
        assertSame(StopCause.EL3_CALL, test.pe.stop);
        assertEquals(TestPlatform.PC + 4, test.pe.pc);
        assertEquals(el, test.pe.el);
    }

    @Test
    void entrySavesAndClearsProcessState() {
        test.with(SystemRegister.SCTLR_EL1, 0).at(1);
        test.pe.setNzcv(0xa);
        test.pe.btype = 2;
        Pstate pstate = test.pe.system.pstate;
        pstate.daif = Pstate.I;
        pstate.uao = 1;
        pstate.dit = 1;
        pstate.ssbs = 1;
        execute("svc");
        assertEquals(
                0xa000_0000L | 1 << 24 | 1 << 23 | 1 << 12 | 2 << 10 | 1 << 7 | 5, test.get(SystemRegister.SPSR_EL1));
        assertEquals(0xa000_0000L | 1 << 24 | 1 << 22 | 0xf << 6 | 5, pstate.spsr());
    }

    @ParameterizedTest
    @CsvSource({"1, 0x800000, 0, 0", "1, 0, 0, 1", "2, 0, 0, 0", "2, 0, 0x408000000, 1", "2, 0x800000, 0x408000000, 0"})
    void privilegedAccessNeverIsSetUnlessSpanKeepsIt(int targetEl, long span, String hcr, int expected) {
        test.with(SystemRegister.SCTLR_EL1, span)
                .with(SystemRegister.SCTLR_EL2, span)
                .with(SystemRegister.HCR_EL2, RW | Long.decode(hcr))
                .at(targetEl);
        execute("svc");
        assertEquals(expected, test.pe.system.pstate.pan);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0x100000000000, 1"})
    void speculativeStoreBypassFollowsDssbs(String sctlr, int expected) {
        test.with(SystemRegister.SCTLR_EL1, Long.decode(sctlr)).at(0);
        execute("svc");
        assertEquals(expected, test.pe.system.pstate.ssbs);
    }

    @Test
    void stackPointersAreBanked() {
        Pstate pstate = test.pe.system.pstate;
        test.at(0);
        pstate.setStackPointer(0, 0x1000);
        pstate.setStackPointer(1, 0x2000);
        pstate.setStackPointer(2, 0x3000);
        assertEquals(0x1000, test.pe.x[Pe.SP]);
        execute("svc");
        assertEquals(0x2000, test.pe.x[Pe.SP]);
        test.pe.x[Pe.SP] = 0x1ff0;
        execute("hvc");
        assertEquals(0x3000, test.pe.x[Pe.SP]);
        assertEquals(0x1ff0, test.get(SystemRegister.SP_EL1));
        pstate.select(0);
        assertEquals(0x1000, test.pe.x[Pe.SP]);
        assertEquals(0x3000, pstate.stackPointer(2));
    }

    @Test
    void handlerWithTheStackPointerOfEl0UsesTheFirstVectors() {
        test.at(1);
        test.pe.system.pstate.select(0);
        execute("svc");
        assertEquals(TestPlatform.VBAR_EL1, test.pe.pc);
        assertEquals(4, test.get(SystemRegister.SPSR_EL1));
    }

    @Test
    void branchTargetExceptionReportsTheBranchType() {
        test.at(1);
        test.pe.btype = 3;
        test.pe.system.branchTargetException();
        assertEquals(0x3600_0003L, test.get(SystemRegister.ESR_EL1));
        assertEquals(0xc05, test.get(SystemRegister.SPSR_EL1));
        assertEquals(0, test.pe.btype);
    }

    @Test
    void realmExceptionStopsForANativeRmm() {
        TestPlatform realm = new TestPlatform(1, true).at(1);
        realm.pe.securityState = SecurityState.REALM;
        realm.pe.system.hvc(0);
        assertSame(StopCause.NATIVE_EL2, realm.pe.stop);
        assertEquals(0x400, realm.pe.system.nativeVectorOffset());
        assertEquals(2, realm.pe.el);
    }

    @Test
    void hostExceptionDoesNotStopForANativeRmm() {
        TestPlatform host = new TestPlatform(1, true).at(1);
        host.pe.system.hvc(0);
        assertNull(host.pe.stop);
    }

    /** FSC 0x07 translation level 3, 0x10 external, 0x28 granule protection; TEA is bit 37 of HCR_EL2, GPF 48. */
    @ParameterizedTest
    @CsvSource({
        "DATA_ABORT, 0, 0x07, false, 0, 1, 0x92000047",
        "DATA_ABORT, 1, 0x07, false, 0, 1, 0x96000047",
        "DATA_ABORT, 1, 0x07, true, 0, 2, 0x93800047",
        "DATA_ABORT, 2, 0x07, false, 0, 2, 0x96000047",
        "DATA_ABORT, 0, 0x07, false, 0x8000000, 2, 0x92000047",
        "DATA_ABORT, 1, 0x10, false, 0, 1, 0x96000050",
        "DATA_ABORT, 1, 0x10, false, 0x2000000000, 2, 0x92000050",
        "DATA_ABORT, 1, 0x07, false, 0x2000000000, 1, 0x96000047",
        "DATA_ABORT, 1, 0x28, false, 0, 1, 0x96000068",
        "DATA_ABORT, 1, 0x28, false, 0x1000000000000, 2, 0x92000068",
        "INSTRUCTION_ABORT, 0, 0x07, false, 0, 1, 0x82000007",
        "INSTRUCTION_ABORT, 1, 0x07, false, 0, 1, 0x86000007",
        "INSTRUCTION_ABORT, 1, 0x07, true, 0, 2, 0x82000007",
        "PC_ALIGNMENT, 0, 0, false, 0, 1, 0x8a000000",
        "PC_ALIGNMENT, 2, 0, false, 0, 2, 0x8a000000",
    })
    void faultIsRoutedAndReported(
            Fault.Kind kind, int fromEl, int fsc, boolean stage2, String hcr, int targetEl, long esr) {
        test.with(SystemRegister.HCR_EL2, RW | Long.decode(hcr))
                .with(SystemRegister.HPFAR_EL2, 0)
                .at(fromEl);
        Fault fault = test.pe.mmu.fault();
        fault.kind = kind;
        fault.va = 0xffff_8000_1234_5678L;
        fault.ipa = 0x8_7654_3abcL;
        fault.fsc = fsc;
        fault.stage2 = stage2;
        fault.s1ptw = false;
        fault.write = kind == Fault.Kind.DATA_ABORT;
        fault.cacheMaintenance = false;
        fault.blockZero = false;
        test.pe.system.takePending(0x180_0000);
        boolean toEl1 = targetEl == 1;
        assertEquals(targetEl, test.pe.el);
        assertEquals(esr, test.get(toEl1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2));
        assertEquals(TestPlatform.PC, test.get(toEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2));
        assertEquals(0xffff_8000_1234_5678L, test.get(toEl1 ? SystemRegister.FAR_EL1 : SystemRegister.FAR_EL2));
        assertEquals(stage2 ? 0x876_5430L : 0, test.get(SystemRegister.HPFAR_EL2));
    }

    @Test
    void faultOfAWalkReportsNoInstruction() {
        test.at(1);
        Fault fault = test.pe.mmu.fault();
        fault.kind = Fault.Kind.DATA_ABORT;
        fault.fsc = 0x06;
        fault.stage2 = true;
        fault.s1ptw = true;
        fault.write = false;
        fault.cacheMaintenance = false;
        fault.blockZero = false;
        test.pe.system.takePending(0x180_0000);
        assertEquals(0x9200_0086L, test.get(SystemRegister.ESR_EL2));
    }

    @Test
    void pendingTrapIsTakenOnceAndTheFaultRecordAfterIt() {
        test.at(0);
        test.pe.system.pendUndefined();
        test.pe.system.takePending(0);
        assertEquals(0x0200_0000L, test.get(SystemRegister.ESR_EL1));
        Fault fault = test.pe.mmu.fault();
        fault.kind = Fault.Kind.PC_ALIGNMENT;
        test.pe.system.takePending(0);
        assertEquals(0x8a00_0000L, test.get(SystemRegister.ESR_EL1));
    }

    /** FPEN of CPACR_EL1 is zero, TFP is bit 10 of CPTR_EL2 without E2H. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1, 0x1fe00000",
        "1, 0, 0, 1, 0x1fe00000",
        "0, 0x8000000, 0, 2, 0x02000000",
        "0, 0x408000000, 0, 2, 0x1fe00000",
        "2, 0, 0x400, 2, 0x1fe00000",
    })
    void floatingPointTrapGoesToTheLevelThatSetIt(int fromEl, String hcr, long cptr, int targetEl, long esr) {
        test.with(SystemRegister.HCR_EL2, RW | Long.decode(hcr))
                .with(SystemRegister.CPTR_EL2, cptr)
                .at(fromEl);
        try {
            test.pe.system.checkFpAccess();
        } catch (AbortSignal signal) {
            test.pe.system.takePending(0);
        }
        assertEquals(targetEl, test.pe.el);
        assertEquals(esr, test.get(targetEl == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2));
    }

    @Test
    void hostApplicationIsNotSubjectToTrapsOfGuests() {
        test.with(SystemRegister.HCR_EL2, RW | E2H_TGE | 1 << 13)
                .with(SystemRegister.SCTLR_EL2, 1 << 16)
                .at(0);
        execute("wfi");
        assertSame(StopCause.IDLE, test.pe.stop);
        assertEquals(0, test.pe.el);
    }
}
