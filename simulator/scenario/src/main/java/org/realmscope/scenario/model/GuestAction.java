package org.realmscope.scenario.model;

import java.util.List;

/**
 * What a realm does in a recording that only models its instructions. Each is one instruction; addresses are IPAs,
 * since stage 1 is off.
 */
public sealed interface GuestAction {
    /**
     * A load or store.
     *
     * @param size bytes
     * @param register Xt; 31 is the zero register
     * @param value that is stored; without meaning for a load
     * @param signExtends whether what is loaded is sign extended
     * @param is64 whether the register is an X register
     * @param hasSyndrome whether an abort has ISV = 1
     * @param isSkipped whether the recording's memory has nothing there, so that nothing is accessed
     */
    record Access(
            boolean isStore,
            long ipa,
            int size,
            int register,
            long value,
            boolean signExtends,
            boolean is64,
            boolean hasSyndrome,
            boolean isSkipped)
            implements GuestAction {}

    /** An instruction fetch. */
    record Fetch(long ipa) implements GuestAction {}

    /** Bytes that are written as a whole, if all of them are mapped. */
    record Write(long ipa, Bytes bytes) implements GuestAction {}

    /** An SMC, with X0 and up. */
    record Call(List<Long> x) implements GuestAction {
        public Call {
            x = List.copyOf(x);
        }
    }

    /** An HVC. */
    record Hvc(int immediate) implements GuestAction {}

    /** WFI, or WFE. */
    record Wait(boolean isForInterrupt) implements GuestAction {}

    /** An interrupt that the host takes. */
    record Interrupt(boolean isFast) implements GuestAction {}

    /** An exception to EL2 with a syndrome that the recording gives. */
    record Trap(boolean isSerror, long esr, long far, long hpfar) implements GuestAction {}

    /** What hardware would have made of a register. */
    record SystemRegister(String name, long value) implements GuestAction {}

    /** A general register. */
    record Register(int number, long value) implements GuestAction {}

    /** Nothing that changes anything. */
    record Nothing() implements GuestAction {}
}
