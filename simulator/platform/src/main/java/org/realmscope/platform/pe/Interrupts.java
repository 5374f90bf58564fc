package org.realmscope.platform.pe;

import org.realmscope.platform.gic.CpuInterface;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Asynchronous exceptions: which are pending, where they go, and which PSTATE masks (Arm ARM D1.3.6). EL3 takes none of
 * them (SCR_EL3.{EA, FIQ, IRQ} = 0).
 */
final class Interrupts implements Stateful {
    private static final int SERROR = 1;
    private static final int FIQ = 2;
    private static final int IRQ = 4;
    private static final int VIRTUAL_SERROR = 8;
    private static final int VIRTUAL_FIQ = 16;
    private static final int VIRTUAL_IRQ = 32;

    private static final long ISR_A = 1L << 8;
    private static final long ISR_I = 1L << 7;
    private static final long ISR_F = 1L << 6;
    private static final long DISR_A = 1L << 31;
    private static final int ISS = 0x1ff_ffff;

    private final Pe pe;
    private final Pstate pstate;
    private final CpuInterface gic;
    private boolean serror;
    private int serrorSyndrome;

    Interrupts(Pe pe, Pstate pstate, CpuInterface gic) {
        this.pe = pe;
        this.pstate = pstate;
        this.gic = gic;
    }

    /**
     * Makes a physical SError interrupt pending.
     *
     * @param syndrome ISS of its ESR_ELx
     */
    void setSError(int syndrome) {
        serror = true;
        serrorSyndrome = syndrome & ISS;
    }

    private long hcr() {
        return pe.sys.get(SystemRegister.HCR_EL2);
    }

    /** Interrupts that are pending, whether masked or not. Virtual ones only exist below EL2. */
    private int pending() {
        int pending = (serror ? SERROR : 0) | (gic.isIrqPending() ? IRQ : 0);
        long hcr = hcr();
        if (pe.el < 2 && (hcr & Hcr.TGE) == 0) {
            if ((hcr & (Hcr.AMO | Hcr.VSE)) == (Hcr.AMO | Hcr.VSE)) {
                pending |= VIRTUAL_SERROR;
            }
            if ((hcr & Hcr.FMO) != 0 && ((hcr & Hcr.VF) != 0 || gic.virtual().isPending(0))) {
                pending |= VIRTUAL_FIQ;
            }
            if ((hcr & Hcr.IMO) != 0 && ((hcr & Hcr.VI) != 0 || gic.virtual().isPending(1))) {
                pending |= VIRTUAL_IRQ;
            }
        }
        return pending;
    }

    /** Whether WFI would not wait: an interrupt is pending, whatever masks it. */
    boolean isPending() {
        return pending() != 0;
    }

    /** Whether an interrupt would be taken before the next instruction. */
    boolean isDue() {
        return due(pending()) != 0;
    }

    /** The interrupts of {@code pending} that are not masked. */
    private int due(int pending) {
        if (pending == 0) {
            return 0;
        }
        return unmasked(pending, SERROR, Hcr.AMO, Pstate.A)
                | unmasked(pending, FIQ, Hcr.FMO, Pstate.F)
                | unmasked(pending, IRQ, Hcr.IMO, Pstate.I)
                | unmaskedVirtual(pending, VIRTUAL_SERROR, Pstate.A)
                | unmaskedVirtual(pending, VIRTUAL_FIQ, Pstate.F)
                | unmaskedVirtual(pending, VIRTUAL_IRQ, Pstate.I);
    }

    private int unmasked(int pending, int kind, long routing, int mask) {
        if ((pending & kind) == 0) {
            return 0;
        }
        boolean masked = (pstate.daif & mask) != 0;
        long hcr = hcr();
        boolean toEl2 = (hcr & (routing | Hcr.TGE)) != 0;
        boolean taken = pe.el == 2 ? toEl2 && !masked : toEl2 && !Hcr.isHost(hcr) || !masked;
        return taken ? kind : 0;
    }

    private int unmaskedVirtual(int pending, int kind, int mask) {
        return (pending & kind) != 0 && (pstate.daif & mask) == 0 ? kind : 0;
    }

    /**
     * Takes the interrupt that is due, physical before virtual, SError before FIQ before IRQ.
     *
     * @return whether there was one
     */
    boolean take(Exceptions exceptions) {
        int due = due(pending());
        if (due == 0) {
            return false;
        }
        switch (Integer.lowestOneBit(due)) {
            case SERROR -> takeSError(exceptions);
            case FIQ -> exceptions.take(physicalTarget(Hcr.FMO), Exceptions.FIQ, pe.pc);
            case IRQ -> exceptions.take(physicalTarget(Hcr.IMO), Exceptions.IRQ, pe.pc);
            case VIRTUAL_SERROR -> takeVirtualSError(exceptions);
            case VIRTUAL_FIQ -> exceptions.take(1, Exceptions.FIQ, pe.pc);
            default -> exceptions.take(1, Exceptions.IRQ, pe.pc);
        }
        return true;
    }

    private int physicalTarget(long routing) {
        return pe.el == 2 || (hcr() & (routing | Hcr.TGE)) != 0 ? 2 : 1;
    }

    private void takeSError(Exceptions exceptions) {
        int targetEl = physicalTarget(Hcr.AMO);
        serror = false;
        pe.sys.set(
                targetEl == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2,
                ExceptionClass.syndrome(ExceptionClass.SERROR, serrorSyndrome));
        exceptions.take(targetEl, Exceptions.SERROR, pe.pc);
    }

    private void takeVirtualSError(Exceptions exceptions) {
        pe.sys.set(SystemRegister.HCR_EL2, hcr() & ~Hcr.VSE);
        int syndrome = (int) pe.sys.get(SystemRegister.VSESR_EL2) & ISS;
        pe.sys.set(SystemRegister.ESR_EL1, ExceptionClass.syndrome(ExceptionClass.SERROR, syndrome));
        exceptions.take(1, Exceptions.SERROR, pe.pc);
    }

    /** ESB: records a masked SError that is pending in DISR_EL1 or VDISR_EL2, where it is pending no longer. */
    void synchronizeErrors() {
        int pending = pending();
        int due = due(pending);
        if ((pending & ~due & SERROR) != 0) {
            serror = false;
            pe.sys.set(SystemRegister.DISR_EL1, DISR_A | serrorSyndrome);
        }
        if ((pending & ~due & VIRTUAL_SERROR) != 0) {
            pe.sys.set(SystemRegister.HCR_EL2, hcr() & ~Hcr.VSE);
            pe.sys.set(SystemRegister.VDISR_EL2, DISR_A | pe.sys.get(SystemRegister.VSESR_EL2) & ISS);
        }
    }

    /**
     * ISR_EL1: the interrupts that are pending at the current Exception level; at EL1 the virtual ones where HCR_EL2
     * enables them.
     */
    long interruptStatus() {
        int pending = pending();
        long hcr = pe.el < 2 ? hcr() : 0;
        return status(pending, (hcr & Hcr.AMO) != 0 ? VIRTUAL_SERROR : SERROR, ISR_A)
                | status(pending, (hcr & Hcr.IMO) != 0 ? VIRTUAL_IRQ : IRQ, ISR_I)
                | status(pending, (hcr & Hcr.FMO) != 0 ? VIRTUAL_FIQ : FIQ, ISR_F);
    }

    private static long status(int pending, int kind, long bit) {
        return (pending & kind) != 0 ? bit : 0;
    }

    @Override
    public void save(StateSink sink) {
        sink.put(serror);
        sink.put(serrorSyndrome);
    }

    @Override
    public void load(StateSource source) {
        serror = source.nextFlag();
        serrorSyndrome = (int) source.next();
    }
}
