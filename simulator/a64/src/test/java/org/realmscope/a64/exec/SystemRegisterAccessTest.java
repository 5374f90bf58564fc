package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.a64.engine.BarePlatform;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** MRS, MSR and SYS as programs, from decoding to the syndrome. */
class SystemRegisterAccessTest {
    private static final long CODE = BarePlatform.DRAM;
    private static final long VBAR_EL1 = BarePlatform.DRAM + 0x2000;
    private static final long VBAR_EL2 = BarePlatform.DRAM + 0x4000;
    private static final long RW = 0x8000_0000L;

    private final BarePlatform machine = new BarePlatform();
    private final Pe pe = machine.pe;

    private void enter(int el) {
        pe.sys.set(SystemRegister.VBAR_EL1, VBAR_EL1);
        pe.sys.set(SystemRegister.VBAR_EL2, VBAR_EL2);
        pe.system.enter(el == 0 ? 0 : (long) el << 2 | 1, CODE);
    }

    @Test
    void registersHoldWhatIsWritten() {
        machine.load(CODE, """
            msr tpidr_el0, x1
            mrs x2, tpidr_el0
            msr daifset, #15
            mrs x3, daif
            msr daifclr, #10
            mrs x4, daif
            msr nzcv, x5
            mrs x6, nzcv
            mrs x7, currentel
            """);
        enter(2);
        pe.x[1] = 0x1234_5678_9abcL;
        pe.x[5] = -1;
        machine.run(9);
        assertEquals(0x1234_5678_9abcL, pe.x[2]);
        assertEquals(0x3c0, pe.x[3]);
        assertEquals(0x140, pe.x[4]);
        assertEquals(0xf000_0000L, pe.x[6]);
        assertEquals(8, pe.x[7]);
        assertEquals(CODE + 36, pe.pc);
    }

    @Test
    void zeroRegisterIsASourceAndAVoid() {
        machine.load(CODE, "msr tpidr_el2, xzr\nmrs xzr, midr_el1\nmov x0, xzr");
        enter(2);
        pe.sys.set(SystemRegister.TPIDR_EL2, 5);
        pe.x[0] = 7;
        machine.run(3);
        assertEquals(0, pe.sys.get(SystemRegister.TPIDR_EL2));
        assertEquals(0, pe.x[0]);
    }

    @Test
    void counterIsExactInsideABlock() {
        machine.load(CODE, "nop\nnop\nmrs x0, cntpct_el0\nnop\nmrs x1, cntpct_el0");
        enter(2);
        pe.instructions = 100;
        machine.run(5);
        assertEquals(103, pe.x[0]);
        assertEquals(105, pe.x[1]);
    }

    /** The instruction is the third one, at the given level; its trap goes to the level whose register is named. */
    @ParameterizedTest
    @CsvSource({
        "'msr ttbr0_el1, x3', 1, 0x04000000, ESR_EL2, 0x62300860",
        "'mrs x5, id_aa64pfr0_el1', 1, 0x00040000, ESR_EL2, 0x623000a9",
        "'mrs x1, id_aa64pfr0_el1', 0, 0x00000000, ESR_EL1, 0x62300029",
        "'mrs x1, s3_0_c0_c4_2', 1, 0x00040000, ESR_EL2, 0x62340029",
        "'msr daifset, #2', 0, 0x00000000, ESR_EL1, 0x620cd3e4",
        "'msr pan, #1', 0, 0x00000000, ESR_EL1, 0x02000000",
        "'tlbi vae1is, x7', 1, 0x02000000, ESR_EL2, 0x621220e6",
        "'tlbi alle2', 1, 0x00000000, ESR_EL1, 0x02000000",
        "'mrs x0, s3_0_c15_c2_0', 1, 0x00000000, ESR_EL1, 0x02000000",
        "'mrs x0, s3_0_c15_c2_0', 1, 0x00100000, ESR_EL2, 0x62303c05",
        "'mrs x0, sctlr_el12', 2, 0x00000000, ESR_EL2, 0x02000000",
        "'mrs x9, cntvct_el0', 0, 0x00000000, ESR_EL1, 0x6234f921",
        "'msr icc_sgi1r_el1, x2', 1, 0x00000010, ESR_EL2, 0x623a3056",
        "'dc zva, x2', 0, 0x00000000, ESR_EL1, 0x6212dc48",
        "'mrs x0, fpcr', 0, 0x00000000, ESR_EL1, 0x1fe00000",
        "'msr apiakeylo_el1, x4', 1, 0x00000000, ESR_EL2, 0x62300882",
    })
    void accessIsTrappedAtTheInstruction(String text, int el, long hcr, SystemRegister esr, long expected) {
        machine.load(CODE, "nop\nnop\n" + text);
        pe.sys.set(SystemRegister.SCTLR_EL1, 0);
        pe.sys.set(SystemRegister.HCR_EL2, RW | hcr);
        enter(el);
        pe.x[2] = 0x55;
        machine.run(3);
        boolean toEl1 = esr == SystemRegister.ESR_EL1;
        assertEquals(expected, pe.sys.get(esr), () -> Long.toHexString(pe.sys.get(esr)));
        assertEquals(CODE + 8, pe.sys.get(toEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2));
        long vector = el == (toEl1 ? 1 : 2) ? 0x200 : 0x400;
        assertEquals((toEl1 ? VBAR_EL1 : VBAR_EL2) + vector, pe.pc);
        assertEquals(3, pe.instructions);
        assertEquals(0x55, pe.x[2]);
    }

    @Test
    void registerOfAnAbsentFeatureIsUndefined() {
        machine.platform.memory.write32(CODE, 0xd538_1200);
        enter(2);
        machine.run(1);
        assertEquals(0x0200_0000L, pe.sys.get(SystemRegister.ESR_EL2));
    }

    @Test
    void hostReachesTheGuestsRegistersByTheirAliases() {
        machine.load(CODE, """
            msr sctlr_el12, x1
            msr vbar_el1, x2
            mrs x3, sctlr_el12
            mrs x4, vbar_el12
            mrs x5, vbar_el1
            """);
        pe.sys.set(SystemRegister.HCR_EL2, RW | 1L << 34);
        enter(2);
        pe.x[1] = 0x30c5_0990;
        pe.x[2] = VBAR_EL2 + 0x800;
        machine.run(5);
        assertEquals(0x30c5_0990, pe.x[3]);
        assertEquals(VBAR_EL1, pe.x[4]);
        assertEquals(VBAR_EL2 + 0x800, pe.x[5]);
    }

    @Test
    void systemCallGoesToTheKernelAndBack() {
        machine.load(CODE, "mov x0, #1\nsvc #7\nmov x2, x1");
        machine.load(VBAR_EL1 + 0x400, "mrs x1, esr_el1\nadd x0, x0, #1\neret");
        enter(0);
        machine.run(6);
        assertEquals(0x5600_0007L, pe.x[2]);
        assertEquals(2, pe.x[0]);
        assertEquals(0, pe.el);
    }

    /** A timer interrupt, traps and returns, cut into runs of different lengths. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "7", "1000"})
    void resultDoesNotDependOnHowARunIsCut(int slice) {
        List<Long> whole = interrupted(1000);
        assertEquals(whole, interrupted(slice));
    }

    private static List<Long> interrupted(int slice) {
        BarePlatform machine = new BarePlatform();
        Pe pe = machine.pe;
        machine.load(CODE, """
            msr icc_pmr_el1, x1
            msr icc_igrpen1_el1, x2
            msr cntp_tval_el0, x3
            msr cntp_ctl_el0, x2
            msr daifclr, #2
            add x4, x4, #1
            add x5, x5, x4
            eor x6, x6, x5
            b 0x40000014
            """);
        machine.load(VBAR_EL1 + 0x280, """
            mrs x10, icc_iar1_el1
            msr cntp_tval_el0, x3
            mrs x11, cntpct_el0
            add x12, x12, x11
            msr icc_eoir1_el1, x10
            add x13, x13, #1
            eret
            """);
        pe.sys.set(SystemRegister.VBAR_EL1, VBAR_EL1);
        pe.sys.set(SystemRegister.CNTHCTL_EL2, 3);
        pe.system.enter(0x3c5, CODE);
        pe.x[1] = 0xff;
        pe.x[2] = 1;
        pe.x[3] = 37;
        while (pe.instructions < 1000) {
            machine.engine.run(pe, Math.min(1000, pe.instructions + slice));
        }
        List<Long> words = new ArrayList<>();
        pe.save(words::add);
        words.add(pe.instructions);
        assertEquals(true, pe.x[13] > 20);
        return words;
    }
}
