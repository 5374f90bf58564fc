package org.realmscope.rmm.rec;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.platform.sysreg.SystemRegister;

/** Which system registers belong to the software that uses a PE, and so are switched when a realm enters or leaves. */
public final class RealmRegisters {
    /** Registers of EL1 and EL0: a realm's while it runs, the host's while it does not. */
    static final List<SystemRegister> EL1 = el1();

    /** Registers of EL2 that the host has, and that the RMM uses while a realm runs. */
    static final List<SystemRegister> EL2 = List.of(
            SystemRegister.SPSR_EL2,
            SystemRegister.ELR_EL2,
            SystemRegister.VPIDR_EL2,
            SystemRegister.VMPIDR_EL2,
            SystemRegister.SCTLR_EL2,
            SystemRegister.ACTLR_EL2,
            SystemRegister.HCR_EL2,
            SystemRegister.MDCR_EL2,
            SystemRegister.CPTR_EL2,
            SystemRegister.HFGRTR_EL2,
            SystemRegister.HFGWTR_EL2,
            SystemRegister.HFGITR_EL2,
            SystemRegister.HDFGRTR_EL2,
            SystemRegister.HDFGWTR_EL2,
            SystemRegister.VTTBR_EL2,
            SystemRegister.VTCR_EL2,
            SystemRegister.ESR_EL2,
            SystemRegister.VSESR_EL2,
            SystemRegister.FAR_EL2,
            SystemRegister.HPFAR_EL2,
            SystemRegister.VDISR_EL2,
            SystemRegister.CNTVOFF_EL2,
            SystemRegister.CNTPOFF_EL2,
            SystemRegister.CNTHCTL_EL2,
            SystemRegister.ICC_SRE_EL2,
            SystemRegister.ICH_HCR_EL2,
            SystemRegister.ICH_VMCR_EL2,
            SystemRegister.ICH_AP0R0_EL2,
            SystemRegister.ICH_AP1R0_EL2,
            SystemRegister.ICH_LR0_EL2,
            SystemRegister.ICH_LR1_EL2,
            SystemRegister.ICH_LR2_EL2,
            SystemRegister.ICH_LR3_EL2);

    /** The list registers in order. */
    public static final List<SystemRegister> LIST_REGISTERS = List.of(
            SystemRegister.ICH_LR0_EL2,
            SystemRegister.ICH_LR1_EL2,
            SystemRegister.ICH_LR2_EL2,
            SystemRegister.ICH_LR3_EL2);

    private RealmRegisters() {}

    private static List<SystemRegister> el1() {
        List<SystemRegister> registers = new ArrayList<>(List.of(
                SystemRegister.SCTLR_EL1,
                SystemRegister.ACTLR_EL1,
                SystemRegister.CPACR_EL1,
                SystemRegister.TTBR0_EL1,
                SystemRegister.TTBR1_EL1,
                SystemRegister.TCR_EL1,
                SystemRegister.SPSR_EL1,
                SystemRegister.ELR_EL1,
                SystemRegister.AFSR0_EL1,
                SystemRegister.AFSR1_EL1,
                SystemRegister.ESR_EL1,
                SystemRegister.FAR_EL1,
                SystemRegister.PAR_EL1,
                SystemRegister.MAIR_EL1,
                SystemRegister.AMAIR_EL1,
                SystemRegister.VBAR_EL1,
                SystemRegister.CONTEXTIDR_EL1,
                SystemRegister.TPIDR_EL1,
                SystemRegister.TPIDR_EL0,
                SystemRegister.TPIDRRO_EL0,
                SystemRegister.CNTKCTL_EL1,
                SystemRegister.CSSELR_EL1,
                SystemRegister.DISR_EL1,
                SystemRegister.FPCR,
                SystemRegister.FPSR,
                SystemRegister.CNTP_CTL_EL0,
                SystemRegister.CNTP_CVAL_EL0,
                SystemRegister.CNTV_CTL_EL0,
                SystemRegister.CNTV_CVAL_EL0,
                SystemRegister.MDSCR_EL1,
                SystemRegister.MDCCINT_EL1));
        for (SystemRegister register : SystemRegister.values()) {
            String name = register.name();
            boolean pauthKey = name.startsWith("AP") && name.contains("Key");
            boolean debug = name.startsWith("DBGB") || name.startsWith("DBGW");
            boolean eventCounter = name.startsWith("PMEV");
            if (pauthKey || debug || eventCounter) {
                registers.add(register);
            }
        }
        registers.addAll(List.of(
                SystemRegister.PMCR_EL0,
                SystemRegister.PMCNTENSET_EL0,
                SystemRegister.PMOVSCLR_EL0,
                SystemRegister.PMSELR_EL0,
                SystemRegister.PMCCNTR_EL0,
                SystemRegister.PMCCFILTR_EL0,
                SystemRegister.PMUSERENR_EL0,
                SystemRegister.PMINTENSET_EL1));
        return List.copyOf(registers);
    }
}
