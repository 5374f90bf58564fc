package org.realmscope.debug.inspect;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Which registers are shown, and how they are read: storage only, so that reading has no effect. */
final class RegisterGroups {
    private static final int GPRS = 31;
    private static final int VECTORS = 32;

    private static final List<SystemRegister> EL1 = List.of(
            SystemRegister.SCTLR_EL1,
            SystemRegister.CPACR_EL1,
            SystemRegister.TCR_EL1,
            SystemRegister.TTBR0_EL1,
            SystemRegister.TTBR1_EL1,
            SystemRegister.MAIR_EL1,
            SystemRegister.VBAR_EL1,
            SystemRegister.ESR_EL1,
            SystemRegister.FAR_EL1,
            SystemRegister.ELR_EL1,
            SystemRegister.SPSR_EL1,
            SystemRegister.PAR_EL1,
            SystemRegister.CONTEXTIDR_EL1,
            SystemRegister.TPIDR_EL0,
            SystemRegister.TPIDRRO_EL0,
            SystemRegister.TPIDR_EL1,
            SystemRegister.CNTKCTL_EL1,
            SystemRegister.CNTV_CTL_EL0,
            SystemRegister.CNTV_CVAL_EL0,
            SystemRegister.CNTP_CTL_EL0,
            SystemRegister.CNTP_CVAL_EL0);

    private static final List<SystemRegister> EL2 = List.of(
            SystemRegister.HCR_EL2,
            SystemRegister.SCTLR_EL2,
            SystemRegister.TCR_EL2,
            SystemRegister.TTBR0_EL2,
            SystemRegister.TTBR1_EL2,
            SystemRegister.MAIR_EL2,
            SystemRegister.VTCR_EL2,
            SystemRegister.VTTBR_EL2,
            SystemRegister.VBAR_EL2,
            SystemRegister.ESR_EL2,
            SystemRegister.FAR_EL2,
            SystemRegister.HPFAR_EL2,
            SystemRegister.ELR_EL2,
            SystemRegister.SPSR_EL2,
            SystemRegister.CPTR_EL2,
            SystemRegister.MDCR_EL2,
            SystemRegister.VMPIDR_EL2,
            SystemRegister.VPIDR_EL2,
            SystemRegister.TPIDR_EL2,
            SystemRegister.CNTHCTL_EL2,
            SystemRegister.CNTVOFF_EL2,
            SystemRegister.CNTPOFF_EL2,
            SystemRegister.VSESR_EL2);

    private static final List<SystemRegister> GIC = List.of(
            SystemRegister.ICH_HCR_EL2,
            SystemRegister.ICH_VMCR_EL2,
            SystemRegister.ICH_LR0_EL2,
            SystemRegister.ICH_LR1_EL2,
            SystemRegister.ICH_LR2_EL2,
            SystemRegister.ICH_LR3_EL2,
            SystemRegister.ICH_AP0R0_EL2,
            SystemRegister.ICH_AP1R0_EL2);

    private RegisterGroups() {}

    static List<RegisterGroup> of(Pe pe) {
        return List.of(
                new RegisterGroup("general", general(pe)),
                new RegisterGroup("state", state(pe)),
                new RegisterGroup("EL1", system(pe, EL1)),
                new RegisterGroup("EL2", system(pe, EL2)),
                new RegisterGroup("GIC", system(pe, GIC)),
                new RegisterGroup("vector", vectors(pe)));
    }

    private static List<RegisterValue> general(Pe pe) {
        List<RegisterValue> values = new ArrayList<>();
        for (int i = 0; i < GPRS; i++) {
            values.add(new RegisterValue("X" + i, pe.x[i]));
        }
        values.add(new RegisterValue("SP", pe.x[Pe.SP]));
        values.add(new RegisterValue("PC", pe.pc));
        return values;
    }

    private static List<RegisterValue> state(Pe pe) {
        long pstate = pe.system.pstate.spsr();
        List<RegisterValue> values = new ArrayList<>();
        values.add(new RegisterValue("PSTATE", pstate, 0, RegisterFields.of(SystemRegister.SPSR_EL2, pstate)));
        values.add(new RegisterValue(
                "world",
                pe.securityState.ordinal(),
                0,
                List.of(new RegisterField(
                        "SCR_EL3.{NSE,NS}",
                        "",
                        pe.securityState.ordinal(),
                        pe.securityState.physicalAddressSpace().label()))));
        for (int el = 0; el < 3; el++) {
            values.add(new RegisterValue("SP_EL" + el, pe.system.pstate.stackPointer(el)));
        }
        values.add(new RegisterValue("FPCR", pe.sys.get(SystemRegister.FPCR)));
        values.add(new RegisterValue("FPSR", pe.sys.get(SystemRegister.FPSR)));
        return values;
    }

    private static List<RegisterValue> system(Pe pe, List<SystemRegister> registers) {
        return registers.stream()
                .map(register -> {
                    long value = pe.sys.get(register);
                    return new RegisterValue(register.name(), value, 0, RegisterFields.of(register, value));
                })
                .toList();
    }

    private static List<RegisterValue> vectors(Pe pe) {
        List<RegisterValue> values = new ArrayList<>();
        for (int i = 0; i < VECTORS; i++) {
            values.add(new RegisterValue("V" + i, pe.v[2 * i], pe.v[2 * i + 1], List.of()));
        }
        return values;
    }
}
