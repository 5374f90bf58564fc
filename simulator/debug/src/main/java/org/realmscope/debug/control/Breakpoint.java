package org.realmscope.debug.control;

import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;

/** Where a run is to stop. */
public sealed interface Breakpoint {
    BreakpointKind kind();

    /**
     * Before the first instruction of a source line.
     *
     * @param source as the symbols name it
     * @param line from 1
     */
    record SourceLine(String source, int line) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.SOURCE;
        }
    }

    /** Behind the prologue of a function of a program. */
    record Function(String name) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.FUNCTION;
        }
    }

    /** Before the instruction at an address. */
    record Instruction(AddressSpace space, long address) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.INSTRUCTION;
        }
    }

    /**
     * At an RMI, RSI or PSCI call. The outcome of a call that makes a realm leave is the REC exit. EL3 answers PSCI
     * calls of the host at once: they have an outcome only.
     *
     * @param function the specification's name, in which {@code *} stands for anything and {@code ?} for a character
     */
    record Call(String function, CallPhase phase, CallFilter filter) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.CALL;
        }
    }

    /**
     * At a stage 2 fault of a realm, before any software has acted on it; at the REC exit if the RMM reports one that
     * no PE took.
     */
    record Fault(FaultFilter filter) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.FAULT;
        }
    }

    /**
     * Before an instruction accesses memory, and right after native software wrote it.
     *
     * @param length bytes
     */
    record Memory(AddressSpace space, long address, long length, boolean onRead, boolean onWrite)
            implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.DATA;
        }
    }

    /** After an RMI command that changed the RIPAS of a Protected IPA of the range. */
    record RipasChange(RealmSelector realm, AddressRange range) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.DATA;
        }
    }

    /** After an RMI command that changed a leaf entry of the range. */
    record RttChange(RealmSelector realm, AddressRange range) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.DATA;
        }
    }

    /** After an RMI command that changed state, owner or physical address space of a granule of the range. */
    record GranuleChange(AddressRange range) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.DATA;
        }
    }

    /** When something goes wrong. */
    record HazardRaised(Hazard hazard) implements Breakpoint {
        @Override
        public BreakpointKind kind() {
            return BreakpointKind.HAZARD;
        }
    }
}
