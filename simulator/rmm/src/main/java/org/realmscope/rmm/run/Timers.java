package org.realmscope.rmm.run;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** The EL1 timers of a realm, whose outputs the host is told of so that it can inject interrupts. */
final class Timers {
    /** Bit of the virtual timer in a set of timers. */
    static final int VIRTUAL = 1;
    /** Bit of the physical timer in a set of timers. */
    static final int PHYSICAL = 2;

    private static final long CTL = 7;
    /** ENABLE = 1, IMASK = 0, ISTATUS = 1. */
    private static final long CTL_ASSERTED = 5;

    private Timers() {}

    /** The timers whose outputs are asserted now. */
    static int asserted(Pe pe) {
        return (isAsserted(pe, SystemRegister.CNTV_CTL_EL0) ? VIRTUAL : 0)
                | (isAsserted(pe, SystemRegister.CNTP_CTL_EL0) ? PHYSICAL : 0);
    }

    /** The timers whose outputs are asserted as two CNT*_CTL values show them. */
    static int asserted(long virtualControl, long physicalControl) {
        return ((virtualControl & CTL) == CTL_ASSERTED ? VIRTUAL : 0)
                | ((physicalControl & CTL) == CTL_ASSERTED ? PHYSICAL : 0);
    }

    private static boolean isAsserted(Pe pe, SystemRegister control) {
        return (pe.system.timers.readControl(control) & CTL) == CTL_ASSERTED;
    }
}
