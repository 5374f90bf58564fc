package org.realmscope.machine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;

/** Something that happened in a run. Every event has a moment of its own. */
public sealed interface MachineEvent {
    /** The moment right after the event. */
    Moment moment();

    /** Index of the PE on which it happened. */
    int pe();

    /**
     * An exception to EL1 or EL2 other than a stage 2 abort. The PE is at the vector.
     *
     * @param vectorOffset bytes from VBAR of the target Exception level
     */
    record ExceptionTaken(
            Moment moment, int pe, SecurityState world, int fromEl, int targetEl, int vectorOffset, Syndrome syndrome)
            implements MachineEvent {}

    /**
     * A stage 2 abort to EL2.
     *
     * @param kind what failed
     * @param level lookup level, -1 to 3
     * @param ipa page address of the access, from HPFAR_EL2
     */
    record Stage2Fault(
            Moment moment, int pe, SecurityState world, FaultKind kind, int level, long ipa, Syndrome syndrome)
            implements MachineEvent {}

    /** An SMC reached EL3 and is none of the calls that have events of their own. */
    record SecureMonitorCall(Moment moment, int pe, SecurityState world, int fromEl, long functionId)
            implements MachineEvent {}

    /**
     * EL3 forwards a call in the RMI range; nothing of it has taken effect.
     *
     * @param functionId X0 without hint bits
     * @param command null if RMI 1.0 has no such command
     * @param arguments X1 to X6
     */
    record RmiCall(
            Moment moment,
            int pe,
            long functionId,
            @Nullable RmiCommand command,
            List<Long> arguments) implements MachineEvent {}

    /**
     * A forwarded call is complete: it has taken effect, and the host has not gone on.
     *
     * @param functionId X0 of the call without hint bits
     * @param command null if RMI 1.0 has no such command
     * @param arguments X1 to X6 of the call
     * @param results X0 to X4
     */
    record RmiReturn(
            Moment moment,
            int pe,
            long functionId,
            @Nullable RmiCommand command,
            List<Long> arguments,
            List<Long> results)
            implements MachineEvent {}

    /**
     * RMI_REC_ENTER completed with an exit record.
     *
     * @param rec physical address of the REC
     * @param run physical address of RmiRecRun
     * @param reason null where RMI 1.0 defines none
     * @param reportsFault whether it is for a stage 2 abort that no PE has taken
     */
    record RecExit(
            Moment moment,
            int pe,
            long rec,
            long run,
            @Nullable RmiRecExitReason reason,
            long esr,
            long hpfar,
            boolean reportsFault)
            implements MachineEvent {}

    /**
     * R-EL2 software has handled an exception of a Realm, and the Realm goes on without having left.
     *
     * @param esr ESR_EL2 of the exception
     * @param functionId X0 at the exception without hint bits: which RSI or PSCI call returns, if {@code esr} is that
     *     of an SMC
     * @param arguments X1 to X8 at the exception
     * @param results X0 to X8
     * @param injected whether the Realm goes on at its own vector, because an exception was taken to it
     */
    record RealmResumed(
            Moment moment,
            int pe,
            long esr,
            long functionId,
            List<Long> arguments,
            List<Long> results,
            boolean injected)
            implements MachineEvent {}

    /** EL3 switched the PE from one Security state to another. */
    record WorldSwitch(Moment moment, int pe, SecurityState from, SecurityState to) implements MachineEvent {}

    /** A granule goes from one physical address space to another. */
    record GranuleChange(Moment moment, int pe, long pa, PhysicalAddressSpace from, PhysicalAddressSpace to)
            implements MachineEvent {}

    /**
     * The host called PSCI.
     *
     * @param argument X1
     * @param result X0 after the call
     */
    record PsciCall(Moment moment, int pe, Psci function, long argument, long result) implements MachineEvent {}

    /** An entry of the input log took effect. */
    record Input(Moment moment, int pe, InputAction action) implements MachineEvent {}

    /**
     * The VMM took notice of a doorbell of the host image.
     *
     * @param pe whose mailbox it is
     * @param kind bits 7:0 of what was stored
     * @param value bits 63:8 of what was stored
     */
    record Doorbell(Moment moment, int pe, int kind, long value) implements MachineEvent {}

    /**
     * The VMM gave a command to the thread of a PE.
     *
     * @param request number of the command on this PE, from 1
     * @param command what to do, see {@code docs/vmm-port.md}
     */
    record VmmCommand(Moment moment, int pe, long request, long command, List<Long> arguments)
            implements MachineEvent {}

    /**
     * The VMM filled memory of its user space.
     *
     * @param pe 0
     * @param pa physical address of the first byte
     * @param length bytes
     */
    record VmmWrite(Moment moment, int pe, long pa, int length) implements MachineEvent {}

    /**
     * The VMM did something that concerns it alone.
     *
     * @param pe 0
     */
    record VmmNote(Moment moment, int pe, String text) implements MachineEvent {}

    /**
     * A phase of the VMM's life begins.
     *
     * @param pe 0
     */
    record VmmPhaseChange(Moment moment, int pe, VmmPhase phase) implements MachineEvent {}
}
