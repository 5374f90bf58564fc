package org.realmscope.platform.pe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.sysreg.SystemRegister;

class ExceptionReturnTest {
    private static final long RW = 0x8000_0000L;
    private static final long TARGET = 0x4000_4000L;

    private final TestPlatform test = new TestPlatform();

    private void eret(int fromEl, long spsr, long target) {
        test.at(fromEl);
        test.pe.sys.set(fromEl == 1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2, spsr);
        test.pe.sys.set(fromEl == 1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2, target);
        test.pe.system.eret();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0x0, 0, 0",
        "1, 0x4, 1, 0",
        "1, 0x5, 1, 1",
        "2, 0x0, 0, 0",
        "2, 0x5, 1, 1",
        "2, 0x8, 2, 0",
        "2, 0x9, 2, 1"
    })
    void legalReturnGoesWhereTheModeSays(int fromEl, long mode, int el, int spSel) {
        eret(fromEl, mode, TARGET);
        assertEquals(el, test.pe.el);
        assertEquals(spSel, test.pe.system.pstate.spSel);
        assertEquals(TARGET, test.pe.pc);
        assertEquals(0, test.pe.system.pstate.il);
    }

    @Test
    void returnRestoresProcessState() {
        eret(2, 0x5180_1d45L, TARGET);
        assertEquals(0x5180_1d45L, test.pe.system.pstate.spsr());
        assertEquals(5, test.pe.nzcv());
        assertEquals(3, test.pe.btype);
    }

    /** AArch32, EL3, a higher level, reserved modes. */
    @ParameterizedTest
    @CsvSource({
        "2, 0x10", "2, 0x1a", "2, 0xd", "2, 0xc", "1, 0x9", "1, 0x8", "2, 0x1", "2, 0x2", "2, 0x6", "2, 0x7", "2, 0xa"
    })
    void illegalReturnStaysAndMakesTheNextInstructionFault(int fromEl, long mode) {
        eret(fromEl, 0xa040_0000L | 0x1c0 | mode, TARGET);
        Pstate pstate = test.pe.system.pstate;
        assertEquals(fromEl, test.pe.el);
        assertEquals(1, pstate.spSel);
        assertEquals(1, pstate.il);
        assertEquals(0xa, test.pe.nzcv());
        assertEquals(7, pstate.daif);
        assertEquals(1, pstate.pan);
        assertEquals(TARGET, test.pe.pc);
        long before = test.pe.instructions;
        assertTrue(test.pe.system.takeInterrupt());
        assertEquals(before + 1, test.pe.instructions);
        assertEquals(0x3a00_0000L, test.get(fromEl == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2));
        assertEquals(1L << 20, test.get(fromEl == 1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2) & 1 << 20);
        assertEquals(0, pstate.il);
    }

    @Test
    void returnToEl1IsIllegalUnderTge() {
        test.with(SystemRegister.HCR_EL2, RW | 1 << 27);
        eret(2, 0x5, TARGET);
        assertEquals(1, test.pe.system.pstate.il);
        assertEquals(2, test.pe.el);
    }

    @Test
    void illegalStateBitIsRestored() {
        eret(2, 1 << 20 | 5, TARGET);
        assertEquals(1, test.pe.el);
        assertEquals(1, test.pe.system.pstate.il);
    }

    /** TBI0 is bit 37 of TCR_EL1, TBI1 38, TBID0 51; TBI of TCR_EL2 without E2H is 20. */
    @ParameterizedTest
    @CsvSource({
        "5, 0, 0x5600000040004000, 0x5600000040004000",
        "5, 0x2000000000, 0x5600000040004000, 0x0000000040004000",
        "5, 0x8002000000000, 0x5600000040004000, 0x5600000040004000",
        "5, 0x8002000000000, 0x5680000040004000, 0x5680000040004000",
        "5, 0x4000000000, 0x5680000040004000, 0xff80000040004000",
        "9, 0x100000, 0x5680000040004000, 0x0080000040004000",
    })
    void addressTagIsRemovedWhereItIsIgnored(long mode, String tcr, String target, String expected) {
        test.with(SystemRegister.TCR_EL1, Long.decode(tcr)).with(SystemRegister.TCR_EL2, Long.decode(tcr));
        eret(2, mode, Long.parseUnsignedLong(target.substring(2), 16));
        assertEquals(Long.parseUnsignedLong(expected.substring(2), 16), test.pe.pc);
    }

    @Test
    void returnRegistersAnEvent() {
        eret(2, 5, TARGET);
        test.pe.system.wfe();
        assertEquals(TARGET + 4, test.pe.pc);
        assertEquals(null, test.pe.stop);
    }
}
