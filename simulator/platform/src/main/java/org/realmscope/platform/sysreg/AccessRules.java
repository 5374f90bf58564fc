package org.realmscope.platform.sysreg;

import org.jspecify.annotations.Nullable;
import org.realmscope.platform.pe.Pe;

/**
 * Which accesses to system registers are UNDEFINED, trapped or redirected, at each Exception level and for the controls
 * as they stand: the accessibility pseudocode of the Arm ARM, D19, for a PE whose EL3 uses SCR_EL3 = {RW, APK, API,
 * HCE, FGTEn, ECVEn}, without nested virtualization. {@link SystemRegisters} keeps the answers.
 */
public final class AccessRules {
    private static final long CPTR_TCPAC = 1L << 31;
    private static final long CPTR_TFP = 1L << 10;
    private static final int FPEN_SHIFT = 20;
    private static final int FPEN_NO_TRAP = 3;
    private static final int FPEN_EL0_TRAP = 1;
    private static final long ICC_SRE_ENABLE = 1L << 3;
    private static final long ICH_TC = 1L << 10;
    private static final long ICH_TALL0 = 1L << 11;
    private static final long ICH_TALL1 = 1L << 12;
    private static final long ICH_TDIR = 1L << 14;
    private static final long MDCR_TPMCR = 1L << 5;
    private static final long MDCR_TPM = 1L << 6;
    private static final long MDCR_TDE = 1L << 8;
    private static final long MDCR_TDA = 1L << 9;
    private static final long MDCR_TDOSA = 1L << 10;
    private static final long MDCR_TDRA = 1L << 11;
    private static final long MDCR_TDCC = 1L << 27;
    private static final long MDSCR_TDCC = 1L << 12;
    private static final long CNT_EL0PCTEN = 1L;
    private static final long CNT_EL0VCTEN = 1L << 1;
    private static final long CNT_EL0VTEN = 1L << 8;
    private static final long CNT_EL0PTEN = 1L << 9;
    private static final long CNTHCTL_EL1TVT = 1L << 13;
    private static final long CNTHCTL_EL1TVCT = 1L << 14;
    private static final int CNTHCTL_EL1PCTEN = 0;
    private static final int CNTHCTL_EL1PCTEN_E2H = 10;
    private static final int CNTHCTL_EL1PTEN = 1;
    private static final int CNTHCTL_EL1PTEN_E2H = 11;
    private static final long PMUSERENR_EN = 1L;
    private static final long PMUSERENR_SW = 1L << 1;
    private static final long PMUSERENR_CR = 1L << 2;
    private static final long PMUSERENR_ER = 1L << 3;
    private static final int FGT_DC_ZVA = 11;
    /** Outcome of a rule that lets the access pass. */
    private static final int NONE = 0;
    /** Register that an EL1 name reaches at EL2 with E2H, by ordinal of the name. */
    private static final @Nullable SystemRegister[] REDIRECTED = redirected();

    private final Pe pe;
    private final SystemRegisters sys;

    AccessRules(Pe pe, SystemRegisters sys) {
        this.pe = pe;
        this.sys = sys;
    }

    private static @Nullable SystemRegister[] redirected() {
        SystemRegister[] registers = SystemRegister.values();
        @Nullable SystemRegister[] byName = new @Nullable SystemRegister[registers.length];
        for (SystemRegister register : registers) {
            SystemRegister name = register.traits.replaces;
            if (name != null) {
                byName[name.ordinal()] = register;
            }
        }
        return byName;
    }

    /**
     * Checks MRS or MSR of a register at the current Exception level.
     *
     * @return ordinal of the register that is reached, or a constant of {@link Trap}
     */
    int check(SystemRegister name, boolean write) {
        RegisterTraits traits = name.traits;
        int el = pe.el;
        if (el < (write ? traits.writeEl : traits.readEl)) {
            return !write && el == 0 && isIdentification(name) ? Trap.TO_EL1 : Trap.UNDEFINED;
        }
        boolean hostAvailable = (hcr() & Hcr.E2H) != 0;
        SystemRegister alias = traits.el1Alias;
        if (alias != null) {
            return hostAvailable ? alias.ordinal() : Trap.UNDEFINED;
        }
        if (name == SystemRegister.SP_EL0 && pe.system.pstate.spSel == 0) {
            return Trap.UNDEFINED;
        }
        if (traits.trap == TrapControl.FLOATING_POINT && floatingPointTrap() != NONE) {
            return Trap.FLOATING_POINT;
        }
        if (el == 2) {
            return hostAvailable ? redirect(name) : name.ordinal();
        }
        return checkBelowEl2(name, write);
    }

    private int checkBelowEl2(SystemRegister name, boolean write) {
        boolean host = isHostApplication();
        int trap = pe.el == 0 ? trapToEl1(name.traits.trap, write, host) : NONE;
        if (trap == NONE && !host) {
            trap = trapByEl2(name.traits.trap, write);
            if (trap == NONE && isFineGrainedTrapped(name.traits, write)) {
                trap = Trap.TO_EL2;
            }
        }
        if (trap == NONE) {
            trap = trapByMonitorControls(name.traits.trap);
        }
        if (trap != NONE) {
            return trap;
        }
        return switch (name) {
            case MIDR_EL1 -> SystemRegister.VPIDR_EL2.ordinal();
            case MPIDR_EL1 -> SystemRegister.VMPIDR_EL2.ordinal();
            default -> host ? redirect(name) : name.ordinal();
        };
    }

    private static int redirect(SystemRegister name) {
        SystemRegister other = REDIRECTED[name.ordinal()];
        return (other == null ? name : other).ordinal();
    }

    /** Identification space of FEAT_IDST: a read at EL0 has EC 0x18 instead of being UNDEFINED. */
    private static boolean isIdentification(SystemRegister name) {
        int encoding = name.encoding();
        int op1 = encoding >>> 11 & 7;
        return (encoding & 1 << 14) != 0 && (encoding & 0x7c0) == 0 && (op1 == 0 || op1 == 1 || op1 == 3);
    }

    /** Controls of the operating system over its applications; {@link Trap#TO_EL1} follows HCR_EL2.TGE. */
    private int trapToEl1(TrapControl control, boolean write, boolean host) {
        long timers = sys.get(host ? SystemRegister.CNTHCTL_EL2 : SystemRegister.CNTKCTL_EL1);
        long sctlr = sys.get(host ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1);
        boolean allowed = switch (control) {
            case CACHE_TYPE -> (sctlr & Sctlr.UCT) != 0;
            case USER_MASK -> (sctlr & Sctlr.UMA) != 0;
            case PHYSICAL_COUNTER -> (timers & CNT_EL0PCTEN) != 0;
            case VIRTUAL_COUNTER -> (timers & CNT_EL0VCTEN) != 0;
            case COUNTER_FREQUENCY -> (timers & (CNT_EL0PCTEN | CNT_EL0VCTEN)) != 0;
            case PHYSICAL_TIMER -> (timers & CNT_EL0PTEN) != 0;
            case VIRTUAL_TIMER -> (timers & CNT_EL0VTEN) != 0;
            case DEBUG_CHANNEL -> (sys.get(SystemRegister.MDSCR_EL1) & MDSCR_TDCC) == 0;
            default -> isPmuAllowedAtEl0(control, write);
        };
        return allowed ? NONE : Trap.TO_EL1;
    }

    private boolean isPmuAllowedAtEl0(TrapControl control, boolean write) {
        long enable = switch (control) {
            case PMU, PMU_CONTROL -> PMUSERENR_EN;
            case PMU_CYCLE_COUNTER -> PMUSERENR_EN | (write ? 0 : PMUSERENR_CR);
            case PMU_EVENT_COUNTER -> PMUSERENR_EN | (write ? 0 : PMUSERENR_ER);
            case PMU_SELECT -> PMUSERENR_EN | PMUSERENR_ER;
            case PMU_SOFTWARE_INCREMENT -> PMUSERENR_EN | PMUSERENR_SW;
            default -> 0;
        };
        return enable == 0 || (sys.get(SystemRegister.PMUSERENR_EL0) & enable) != 0;
    }

    /** Controls of EL2 that have no effect on the applications of a host. */
    private int trapByEl2(TrapControl control, boolean write) {
        long hcr = hcr();
        boolean trapped = switch (control) {
            case VIRTUAL_MEMORY -> (hcr & (write ? Hcr.TVM : Hcr.TRVM)) != 0;
            case AUXILIARY -> (hcr & Hcr.TACR) != 0;
            case LIMITED_ORDERING -> (hcr & Hcr.TLOR) != 0;
            case ID_GROUP_1 -> (hcr & Hcr.TID1) != 0;
            case ID_GROUP_2, CACHE_TYPE -> (hcr & Hcr.TID2) != 0;
            case ID_CACHE -> (hcr & (Hcr.TID2 | Hcr.TID4)) != 0;
            case ID_GROUP_3 -> (hcr & Hcr.TID3) != 0;
            case CPACR -> (sys.get(SystemRegister.CPTR_EL2) & CPTR_TCPAC) != 0;
            case ERROR_RECORD -> (hcr & Hcr.TERR) != 0;
            case PAUTH_KEY -> (hcr & Hcr.APK) == 0;
            case PHYSICAL_COUNTER, VIRTUAL_COUNTER, PHYSICAL_TIMER, VIRTUAL_TIMER -> isTimerTrapped(control);
            case GIC_COMMON, GIC_GROUP_0, GIC_GROUP_1, GIC_DEACTIVATE, GIC_SGI, GIC_SRE -> isGicTrapped(control);
            default -> false;
        };
        return trapped ? Trap.TO_EL2 : NONE;
    }

    private boolean isTimerTrapped(TrapControl control) {
        long cnthctl = sys.get(SystemRegister.CNTHCTL_EL2);
        boolean e2h = (hcr() & Hcr.E2H) != 0;
        return switch (control) {
            case PHYSICAL_COUNTER -> (cnthctl >>> (e2h ? CNTHCTL_EL1PCTEN_E2H : CNTHCTL_EL1PCTEN) & 1) == 0;
            case PHYSICAL_TIMER -> (cnthctl >>> (e2h ? CNTHCTL_EL1PTEN_E2H : CNTHCTL_EL1PTEN) & 1) == 0;
            case VIRTUAL_COUNTER -> (cnthctl & CNTHCTL_EL1TVCT) != 0;
            default -> (cnthctl & CNTHCTL_EL1TVT) != 0;
        };
    }

    private boolean isGicTrapped(TrapControl control) {
        long ich = sys.get(SystemRegister.ICH_HCR_EL2);
        return switch (control) {
            case GIC_COMMON -> (ich & ICH_TC) != 0;
            case GIC_GROUP_0 -> (ich & ICH_TALL0) != 0;
            case GIC_GROUP_1 -> (ich & ICH_TALL1) != 0;
            case GIC_DEACTIVATE -> (ich & (ICH_TC | ICH_TDIR)) != 0;
            case GIC_SGI -> (ich & ICH_TC) != 0 || (hcr() & (Hcr.IMO | Hcr.FMO)) != 0;
            default -> (sys.get(SystemRegister.ICC_SRE_EL2) & ICC_SRE_ENABLE) == 0;
        };
    }

    /** Controls in MDCR_EL2, which also apply to the applications of a host. */
    private int trapByMonitorControls(TrapControl control) {
        long mdcr = sys.get(SystemRegister.MDCR_EL2);
        long all = MDCR_TDE;
        if ((hcr() & Hcr.TGE) != 0) {
            mdcr |= MDCR_TDE;
        }
        long bits = switch (control) {
            case PMU, PMU_CYCLE_COUNTER, PMU_EVENT_COUNTER, PMU_SELECT, PMU_SOFTWARE_INCREMENT, PMU_NO_EL0_CONTROL ->
                MDCR_TPM;
            case PMU_CONTROL -> MDCR_TPM | MDCR_TPMCR;
            case DEBUG -> all | MDCR_TDA;
            case DEBUG_CHANNEL -> all | MDCR_TDA | MDCR_TDCC;
            case DEBUG_OS -> all | MDCR_TDOSA;
            case DEBUG_ROM -> all | MDCR_TDRA;
            default -> 0;
        };
        return (mdcr & bits) != 0 ? Trap.TO_EL2 : NONE;
    }

    private boolean isFineGrainedTrapped(RegisterTraits traits, boolean write) {
        SystemRegister control = switch (traits.fineGrained) {
            case GENERAL -> write ? SystemRegister.HFGWTR_EL2 : SystemRegister.HFGRTR_EL2;
            case DEBUG -> write ? SystemRegister.HDFGWTR_EL2 : SystemRegister.HDFGRTR_EL2;
            case NONE -> SystemRegister.ID_RESERVED;
        };
        return (sys.get(control) >>> traits.fineGrainedBit & 1) != 0;
    }

    /**
     * Whether an FP or Advanced SIMD instruction traps at the current Exception level (CheckFPAdvSIMDEnabled64).
     *
     * @return 0 if it does not, else 1 or 2 for the Exception level whose control traps it
     */
    public int floatingPointTrap() {
        int el = pe.el;
        boolean host = isHostApplication();
        if (el < 2 && !host && isFpenTrapping(sys.get(SystemRegister.CPACR_EL1), el == 0)) {
            return 1;
        }
        long cptr = sys.get(SystemRegister.CPTR_EL2);
        if ((hcr() & Hcr.E2H) == 0) {
            return (cptr & CPTR_TFP) != 0 ? 2 : NONE;
        }
        return isFpenTrapping(cptr, el == 0 && host) ? 2 : NONE;
    }

    private static boolean isFpenTrapping(long control, boolean application) {
        int fpen = (int) (control >>> FPEN_SHIFT) & 3;
        return fpen != FPEN_NO_TRAP && (fpen != FPEN_EL0_TRAP || application);
    }

    /**
     * Whether DC ZVA traps at the current Exception level.
     *
     * @return 0 if it does not, else {@link Trap#TO_EL1} or {@link Trap#TO_EL2}
     */
    int zeroBlockTrap() {
        return pe.el == 2 ? NONE : instructionTrap(InstructionTrap.ZERO, FGT_DC_ZVA);
    }

    /**
     * Whether a system instruction traps at the current Exception level, below EL2.
     *
     * @param bit of HFGITR_EL2, negative if none
     * @return 0 if it does not, else {@link Trap#TO_EL1} or {@link Trap#TO_EL2}
     */
    int instructionTrap(InstructionTrap trap, int bit) {
        boolean host = isHostApplication();
        long sctlr = sys.get(host ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1);
        if (pe.el == 0 && (sctlr & trap.enable) != trap.enable) {
            return Trap.TO_EL1;
        }
        boolean trapped = !host && ((hcr() & trap.traps) != 0 || bit >= 0 && isInstructionTrapped(bit));
        return trapped ? Trap.TO_EL2 : NONE;
    }

    /**
     * What an access to an IMPLEMENTATION DEFINED register or system instruction is: UNDEFINED, or below EL2 trapped by
     * HCR_EL2.TIDCP.
     */
    public int implementationDefinedTrap() {
        return pe.el < 2 && !isHostApplication() && (hcr() & Hcr.TIDCP) != 0 ? Trap.TO_EL2 : Trap.UNDEFINED;
    }

    /** Whether the PE is at EL0 under a host at EL2 (HCR_EL2.{E2H, TGE} = {1, 1}). */
    public boolean isHostApplication() {
        return pe.el == 0 && Hcr.isHost(hcr());
    }

    /** Whether the bit of HFGITR_EL2 traps an instruction at the current Exception level. */
    public boolean isInstructionTrapped(int bit) {
        return pe.el < 2 && !isHostApplication() && (sys.get(SystemRegister.HFGITR_EL2) >>> bit & 1) != 0;
    }

    private long hcr() {
        return sys.get(SystemRegister.HCR_EL2);
    }
}
