package org.realmscope.replay;

import java.util.TreeMap;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Registers that traces of the modelled guest set in place of hardware, which the recording did not have: timers whose
 * ISTATUS is said and not computed, and GIC registers that are plain storage.
 */
final class ModelledRegisters {
    /** In CNTx_CVAL_EL0: the trace says that the condition is not met, whatever the counter says. */
    static final long NOT_MET = 1L << 63;

    private static final int SPI = 40;
    private static final long LOWEST_PRIORITY = 0xf8;
    private static final long ISTATUS = 1L << 2;

    private final Pe pe;
    private long misr;
    /** ICH_VMCR_EL2 by REC. */
    private final TreeMap<Long, Long> vmcr = new TreeMap<>();

    private long rec;

    ModelledRegisters(Pe pe) {
        this.pe = pe;
    }

    /** The REC that the following pokes are about. */
    void setRec(long address) {
        rec = address;
    }

    /** ICH_MISR_EL2 as the trace has it. */
    long misr() {
        return misr;
    }

    /** ICH_VMCR_EL2 of the present REC as the trace has it. */
    long vmcr() {
        return vmcr.getOrDefault(rec, 0L);
    }

    /** A compare value without what this class has put into it. */
    static long compareValue(long value) {
        return value & ~NOT_MET;
    }

    void poke(String name, long value) {
        switch (name) {
            case "cntv_ctl_el02" -> timer(SystemRegister.CNTV_CTL_EL0, SystemRegister.CNTV_CVAL_EL0, value);
            case "cntp_ctl_el02" -> timer(SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTP_CVAL_EL0, value);
            case "cntv_cval_el02" -> compare(SystemRegister.CNTV_CVAL_EL0, value);
            case "cntp_cval_el02" -> compare(SystemRegister.CNTP_CVAL_EL0, value);
            case "ich_lr0_el2" -> pe.sys.set(SystemRegister.ICH_LR0_EL2, value);
            case "ich_misr_el2" -> misr = value;
            case "ich_vmcr_el2" -> vmcr.put(rec, value);
            case "sctlr_el12" -> pe.sys.set(SystemRegister.SCTLR_EL1, value);
            case "vbar_el12" -> pe.sys.set(SystemRegister.VBAR_EL1, value);
            case "isr_el1" -> setInterrupt(value != 0);
            default -> throw new MismatchException("action.name", "a known register", name);
        }
    }

    /** Makes an interrupt for the host pending; it is taken when the trace says so. */
    private void setInterrupt(boolean pending) {
        if (pending) {
            pe.sys.set(SystemRegister.ICC_IGRPEN1_EL1, 1);
            pe.sys.set(SystemRegister.ICC_PMR_EL1, LOWEST_PRIORITY);
            pe.system.gic.setPending(SPI);
        } else {
            pe.system.gic.clearPending(SPI);
        }
    }

    private void timer(SystemRegister control, SystemRegister compare, long value) {
        long compareValue = compareValue(pe.sys.get(compare));
        pe.sys.set(control, value & ~ISTATUS);
        pe.sys.set(compare, (value & ISTATUS) != 0 ? compareValue : compareValue | NOT_MET);
    }

    private void compare(SystemRegister compare, long value) {
        pe.sys.set(compare, value | pe.sys.get(compare) & NOT_MET);
    }
}
