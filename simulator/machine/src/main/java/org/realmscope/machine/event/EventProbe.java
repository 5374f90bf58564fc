package org.realmscope.machine.event;

import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/**
 * Hears of events as plain values, before any {@link MachineEvent} is made: for what listens to every event of a run
 * and must cost next to nothing. The moment of an event is {@code pe.instructions} and {@code ordinal}. Must not change
 * the machine. It hears everything that the machine does, also silently and again, when it is moved to another moment.
 */
public interface EventProbe {
    /**
     * A PE took an exception to EL1 or EL2; the syndrome registers of {@code targetEl} are set.
     *
     * @param vectorOffset bytes from VBAR of the target Exception level
     */
    void exceptionTaken(Pe pe, int ordinal, int fromEl, int targetEl, int vectorOffset);

    /**
     * EL3 is going to forward the RMI call in the PE's X0-X6.
     *
     * @param functionId X0 without hint bits
     */
    void rmiCalled(Pe pe, int ordinal, long functionId);

    /**
     * A forwarded call is complete.
     *
     * @param functionId X0 of the call without hint bits
     * @param first register that holds its status now; the outputs are in those that follow
     */
    void rmiReturned(Pe pe, int ordinal, long functionId, int first);

    /**
     * RMI_REC_ENTER completed with an exit record.
     *
     * @param rec physical address of the REC
     * @param run physical address of RmiRecRun
     */
    void recExited(Pe pe, int ordinal, long rec, long run);

    /**
     * R-EL2 software has handled an exception of a Realm, and the Realm goes on without having left.
     *
     * @param esr ESR_EL2 of the exception
     * @param x0 X0 at the exception
     */
    void realmResumed(Pe pe, int ordinal, long esr, long x0);

    /** EL3 switched the PE from one Security state to the one in which it is. */
    void worldSwitched(Pe pe, int ordinal, SecurityState from);

    /** A granule goes from one physical address space to another, on behalf of what {@code pe} executes. */
    void granuleAssigned(Pe pe, int ordinal);

    /**
     * An RMM, native or an image, invalidated cached translations. No event of the run.
     *
     * @param ordinal of the last event at this count
     */
    void tlbInvalidated(Pe pe, int ordinal);

    /**
     * The VMM took notice of a doorbell at instruction count {@code at}.
     *
     * @param pe index of the mailbox
     * @param value what was stored
     */
    void doorbellAcknowledged(long at, int ordinal, int pe, long value);

    /** A phase of the VMM's life begins at instruction count {@code at}. */
    void vmmPhaseBegan(long at, int ordinal, VmmPhase phase);
}
