package org.realmscope.machine.event;

import org.realmscope.machine.time.Moment;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Makes events of exception entries from the registers that the entry wrote. */
final class ExceptionEvents {
    private static final int SYNCHRONOUS = 0;
    private static final long HCR_TGE = 1L << 27;

    private ExceptionEvents() {}

    static MachineEvent of(Moment moment, Pe pe, int fromEl, int targetEl, int vectorOffset) {
        Syndrome syndrome = syndrome(pe, targetEl);
        if (isStage2Abort(pe, fromEl, targetEl, vectorOffset)) {
            return new MachineEvent.Stage2Fault(
                    moment,
                    pe.index,
                    pe.securityState,
                    FaultKind.of(syndrome.faultStatusCode()),
                    FaultKind.level(syndrome.faultStatusCode()),
                    Syndrome.faultingPage(syndrome.hpfar()),
                    syndrome);
        }
        return new MachineEvent.ExceptionTaken(
                moment, pe.index, pe.securityState, fromEl, targetEl, vectorOffset, syndrome);
    }

    /** Whether the exception that the PE has taken is an abort of the EL1&0 regime that EL2 handles. */
    static boolean isStage2Abort(Pe pe, int fromEl, int targetEl, int vectorOffset) {
        if (!isFromGuest(pe, fromEl, targetEl) || (vectorOffset & 0x1ff) >> 7 != SYNCHRONOUS) {
            return false;
        }
        return Syndrome.isAbortOfLowerEl(pe.sys.get(SystemRegister.ESR_EL2));
    }

    /** Whether the exception left the EL1&0 regime; EL0 of a host with HCR_EL2.TGE has no stage 2. */
    private static boolean isFromGuest(Pe pe, int fromEl, int targetEl) {
        return targetEl == 2 && fromEl < 2 && (pe.sys.get(SystemRegister.HCR_EL2) & HCR_TGE) == 0;
    }

    private static Syndrome syndrome(Pe pe, int targetEl) {
        return targetEl == 2
                ? new Syndrome(
                        pe.sys.get(SystemRegister.ESR_EL2),
                        pe.sys.get(SystemRegister.FAR_EL2),
                        pe.sys.get(SystemRegister.HPFAR_EL2),
                        pe.sys.get(SystemRegister.ELR_EL2))
                : new Syndrome(
                        pe.sys.get(SystemRegister.ESR_EL1),
                        pe.sys.get(SystemRegister.FAR_EL1),
                        0,
                        pe.sys.get(SystemRegister.ELR_EL1));
    }
}
