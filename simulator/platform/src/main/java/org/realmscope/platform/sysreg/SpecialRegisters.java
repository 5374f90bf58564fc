package org.realmscope.platform.sysreg;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.Pstate;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * Accesses to system registers that have passed {@link SystemRegisters#readSlot} or {@link SystemRegisters#writeSlot}:
 * the behaviour of each register that is more than storage.
 */
public final class SpecialRegisters implements Stateful {
    private static final int SPSR_NZCV = 28;
    private static final int SPSR_DIT = 24;
    private static final int SPSR_UAO = 23;
    private static final int SPSR_PAN = 22;
    private static final int SPSR_SSBS = 12;
    private static final int SPSR_DAIF = 6;
    private static final int EL_SHIFT = 2;
    private static final long DCZID_DZP = 1L << 4;
    private static final long OSLSR_OSLK = 1L << 1;
    private static final long CLAIM_TAGS = 0xff;
    private static final int CSSELR_LEVEL_1 = 1;

    private final Pe pe;
    private final SystemRegisters sys;
    private final PerformanceMonitors pmu;

    public SpecialRegisters(Pe pe) {
        this.pe = pe;
        this.sys = pe.sys;
        this.pmu = new PerformanceMonitors(pe);
    }

    // --- reads

    /** Value of a register of any {@link ReadKind}, as MRS returns it. */
    public long read(SystemRegister register) {
        return register.readKind() == ReadKind.STORED ? sys.get(register) : readSpecial(register);
    }

    private long readSpecial(SystemRegister register) {
        return switch (register) {
            case SPSel -> pe.system.pstate.spSel;
            case CurrentEL -> (long) pe.el << EL_SHIFT;
            case PAN -> (long) pe.system.pstate.pan << SPSR_PAN;
            case UAO -> (long) pe.system.pstate.uao << SPSR_UAO;
            case NZCV -> (long) pe.nzcv() << SPSR_NZCV;
            case DAIF -> (long) pe.system.pstate.daif << SPSR_DAIF;
            case DIT -> (long) pe.system.pstate.dit << SPSR_DIT;
            case SSBS -> (long) pe.system.pstate.ssbs << SPSR_SSBS;
            case CCSIDR_EL1 -> (sys.get(SystemRegister.CSSELR_EL1) & 0xf) <= CSSELR_LEVEL_1 ? sys.get(register) : 0;
            case DCZID_EL0 -> sys.get(register) | (sys.rules().zeroBlockTrap() == 0 ? 0 : DCZID_DZP);
            case ISR_EL1 -> pe.system.interruptStatus();
            case DISR_EL1 -> sys.get(deferredError());
            case RNDR, RNDRRS -> nextRandom();
            case DBGCLAIMSET_EL1 -> CLAIM_TAGS;
            case ICH_MISR_EL2 -> pe.system.gic.virtual().maintenance();
            case ICH_EISR_EL2 -> pe.system.gic.virtual().endOfInterrupt();
            case ICH_ELRSR_EL2 -> pe.system.gic.virtual().empty();
            case CNTPCT_EL0,
                    CNTPCTSS_EL0,
                    CNTVCT_EL0,
                    CNTVCTSS_EL0,
                    CNTP_CTL_EL0,
                    CNTV_CTL_EL0,
                    CNTHP_CTL_EL2,
                    CNTHV_CTL_EL2,
                    CNTP_TVAL_EL0,
                    CNTV_TVAL_EL0,
                    CNTHP_TVAL_EL2,
                    CNTHV_TVAL_EL2 -> readTimer(register);
            default -> isGic(register) ? pe.system.gic.read(register) : pmu.read(register);
        };
    }

    private long readTimer(SystemRegister register) {
        return switch (register) {
            case CNTPCT_EL0, CNTPCTSS_EL0 -> pe.system.timers.physicalCount();
            case CNTVCT_EL0, CNTVCTSS_EL0 -> pe.system.timers.virtualCount();
            case CNTP_TVAL_EL0 -> pe.system.timers.readTimerValue(SystemRegister.CNTP_CTL_EL0);
            case CNTV_TVAL_EL0 -> pe.system.timers.readTimerValue(SystemRegister.CNTV_CTL_EL0);
            case CNTHP_TVAL_EL2 -> pe.system.timers.readTimerValue(SystemRegister.CNTHP_CTL_EL2);
            case CNTHV_TVAL_EL2 -> pe.system.timers.readTimerValue(SystemRegister.CNTHV_CTL_EL2);
            default -> pe.system.timers.readControl(register);
        };
    }

    private static boolean isGic(SystemRegister register) {
        return switch (register.traits.trap) {
            case GIC_COMMON, GIC_GROUP_0, GIC_GROUP_1, GIC_DEACTIVATE, GIC_SGI -> true;
            default -> false;
        };
    }

    private static boolean isPmu(SystemRegister register) {
        return switch (register.traits.trap) {
            case PMU,
                    PMU_CONTROL,
                    PMU_CYCLE_COUNTER,
                    PMU_EVENT_COUNTER,
                    PMU_SELECT,
                    PMU_SOFTWARE_INCREMENT,
                    PMU_NO_EL0_CONTROL -> true;
            default -> false;
        };
    }

    /** DISR_EL1, which at EL1 is VDISR_EL2 when HCR_EL2.AMO is 1. */
    private SystemRegister deferredError() {
        boolean virtual = pe.el == 1 && (sys.get(SystemRegister.HCR_EL2) & Hcr.AMO) != 0;
        return virtual ? SystemRegister.VDISR_EL2 : SystemRegister.DISR_EL1;
    }

    /** The next number of the run (SplitMix64). There always is one: PSTATE.NZCV = 0b0000. */
    private long nextRandom() {
        pe.setNzcv(0);
        pe.platform.randomState += 0x9e37_79b9_7f4a_7c15L;
        long mixed = pe.platform.randomState;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    // --- writes

    /** Writes a register of any {@link WriteEffect}, as MSR does, with everything that follows from it. */
    public void write(SystemRegister register, long value) {
        switch (register.writeEffect()) {
            case STORE -> sys.setWritable(register, value);
            case LOCAL -> writeLocal(register, value);
            case INTERRUPT -> {
                sys.setWritable(register, value);
                pe.leaveBlockChain();
            }
            case TRANSLATION -> {
                sys.setWritable(register, value);
                pe.mmu.contextChanged();
                pe.leaveBlockChain();
            }
            case CONTEXT -> {
                if (sys.get(register) != sys.written(register, value)) {
                    sys.setWritable(register, value);
                    pe.system.contextChanged();
                }
            }
            case SPECIAL -> {
                writeSpecial(register, value);
                pe.leaveBlockChain();
            }
        }
    }

    private void writeSpecial(SystemRegister register, long value) {
        switch (register) {
            case SPSel, DAIF, PAN, UAO -> writePstate(register, value);
            case DISR_EL1 -> sys.setWritable(deferredError(), value);
            case OSLAR_EL1 ->
                sys.set(
                        SystemRegister.OSLSR_EL1,
                        sys.get(SystemRegister.OSLSR_EL1) & ~OSLSR_OSLK | ((value & 1) != 0 ? OSLSR_OSLK : 0));
            case DBGCLAIMSET_EL1 ->
                sys.set(SystemRegister.DBGCLAIMCLR_EL1, sys.get(SystemRegister.DBGCLAIMCLR_EL1) | value & CLAIM_TAGS);
            case DBGCLAIMCLR_EL1 -> sys.set(register, sys.get(register) & ~value);
            case CNTP_TVAL_EL0 -> pe.system.timers.writeTimerValue(SystemRegister.CNTP_CTL_EL0, value);
            case CNTV_TVAL_EL0 -> pe.system.timers.writeTimerValue(SystemRegister.CNTV_CTL_EL0, value);
            case CNTHP_TVAL_EL2 -> pe.system.timers.writeTimerValue(SystemRegister.CNTHP_CTL_EL2, value);
            case CNTHV_TVAL_EL2 -> pe.system.timers.writeTimerValue(SystemRegister.CNTHV_CTL_EL2, value);
            case ICH_VMCR_EL2 -> pe.system.gic.virtual().writeVmcr(value);
            default -> writeByGroup(register, value);
        }
    }

    private void writeByGroup(SystemRegister register, long value) {
        if (isGic(register)) {
            pe.system.gic.write(register, value);
        } else if (isPmu(register)) {
            pmu.write(register, value);
        } else {
            sys.setWritable(register, value);
        }
    }

    private void writePstate(SystemRegister register, long value) {
        Pstate pstate = pe.system.pstate;
        switch (register) {
            case SPSel -> pstate.select((int) value & 1);
            case DAIF -> pstate.daif = (int) (value >>> SPSR_DAIF) & 0xf;
            case PAN -> pstate.pan = (int) (value >>> SPSR_PAN) & 1;
            default -> pstate.uao = (int) (value >>> SPSR_UAO) & 1;
        }
        if (register == SystemRegister.PAN || register == SystemRegister.UAO) {
            pe.mmu.contextChanged();
        }
    }

    private void writeLocal(SystemRegister register, long value) {
        switch (register) {
            case NZCV -> pe.setNzcv((int) (value >>> SPSR_NZCV) & 0xf);
            case DIT -> pe.system.pstate.dit = (int) (value >>> SPSR_DIT) & 1;
            default -> pe.system.pstate.ssbs = (int) (value >>> SPSR_SSBS) & 1;
        }
    }

    /**
     * MSR (immediate).
     *
     * @param register the field: SPSel, PAN, UAO, DIT, SSBS, or DAIF for both DAIFSet and DAIFClr
     * @param value the field's new value; of DAIF all four bits, D in bit 3
     */
    public void writeField(SystemRegister register, int value) {
        int shift = switch (register) {
            case SPSel -> 0;
            case DAIF -> SPSR_DAIF;
            case PAN -> SPSR_PAN;
            case UAO -> SPSR_UAO;
            case DIT -> SPSR_DIT;
            case SSBS -> SPSR_SSBS;
            default -> throw new IllegalArgumentException(register + " is no field of PSTATE");
        };
        write(register, (long) value << shift);
    }

    @Override
    public void save(StateSink sink) {
        pmu.save(sink);
    }

    @Override
    public void load(StateSource source) {
        pmu.load(source);
    }
}
