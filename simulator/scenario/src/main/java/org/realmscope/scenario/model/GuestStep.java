package org.realmscope.scenario.model;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Something that a vCPU does. */
public sealed interface GuestStep {
    Position position();

    /** The step as it is written, in one line without its body. */
    String text();

    /**
     * What the step is expected to lead to.
     *
     * @param kind values, a synchronous external abort, a granule protection fault that the realm takes itself, or that
     *     the step is never completed
     * @param values expected results in order, for {@link Kind#VALUES}
     */
    record Outcome(Kind kind, List<Long> values) {
        /** Sorts of outcomes. */
        public enum Kind {
            VALUES,
            EXTERNAL_ABORT,
            GRANULE_PROTECTION_FAULT,
            STUCK
        }

        public Outcome {
            values = List.copyOf(values);
        }
    }

    /** @param size bytes: 1, 2, 4 or 8 */
    record Load(
            Position position,
            String text,
            int size,
            Address address,
            @Nullable Outcome outcome) implements GuestStep {}

    /** @param size bytes: 1, 2, 4 or 8 */
    record Store(
            Position position,
            String text,
            int size,
            long value,
            Address address,
            @Nullable Outcome outcome) implements GuestStep {}

    /** LDP of two X registers. */
    record LoadPair(
            Position position,
            String text,
            Address address,
            @Nullable Outcome outcome) implements GuestStep {}

    /** STP of two X registers. */
    record StorePair(
            Position position,
            String text,
            long first,
            long second,
            Address address,
            @Nullable Outcome outcome) implements GuestStep {}

    /** A call of the code at an address; it returns with RET, or with the exception that the fetch takes. */
    record Fetch(
            Position position,
            String text,
            Address address,
            @Nullable Outcome outcome) implements GuestStep {}

    /**
     * A 64-bit atomic; the outcome's value is the old one.
     *
     * @param expected what CAS compares with; empty for the others
     */
    record Atomic(
            Position position,
            String text,
            Operation operation,
            OptionalLong expected,
            long value,
            Address address,
            @Nullable Outcome outcome)
            implements GuestStep {
        /** LDADDAL, SWPAL and CASAL. */
        public enum Operation {
            ADD,
            SWAP,
            COMPARE_AND_SWAP
        }
    }

    /** Loads until the value is there. */
    record Await(Position position, String text, long value, Address address) implements GuestStep {}

    /**
     * RSI_IPA_STATE_SET of a whole range, again from where it ended until it is done.
     *
     * @param ram RAM, else EMPTY
     * @param destroyed whether DESTROYED may change too
     */
    record SetRipas(
            Position position,
            String text,
            AddressRange range,
            boolean ram,
            boolean destroyed,
            @Nullable Outcome outcome)
            implements GuestStep {}

    /** RSI_IPA_STATE_GET; the outcome's value is the RIPAS: 0 EMPTY, 1 RAM, 2 DESTROYED. */
    record GetRipas(
            Position position,
            String text,
            Address address,
            @Nullable Outcome outcome) implements GuestStep {}

    /**
     * RSI_HOST_CALL.
     *
     * @param immediate 0 to 0xFFFF; 0xFFFF is the end of the steps and cannot be written
     * @param arguments x0 up, at most 31; the outcome's values are those that the host leaves in them
     */
    record HostCall(
            Position position,
            String text,
            int immediate,
            List<Long> arguments,
            @Nullable Outcome outcome) implements GuestStep {
        public HostCall {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Any RSI or PSCI call by SMC; the outcome's values are X0 up.
     *
     * @param functionId X0
     * @param arguments X1 up
     */
    record Call(
            Position position,
            String text,
            String name,
            long functionId,
            List<Argument> arguments,
            @Nullable Outcome outcome)
            implements GuestStep {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** What a {@link Call} passes. */
    sealed interface Argument {
        /** A number. */
        record Value(long value) implements Argument {}

        /** MPIDR of a vCPU of the same realm. */
        record VcpuMpidr(String vcpu) implements Argument {}

        /** Where a vCPU of the same realm starts its steps. */
        record VcpuEntry(String vcpu) implements Argument {}

        /** Address of a buffer of the program, page aligned, one for the realm. */
        record Buffer() implements Argument {}
    }

    /** WFI or WFE. */
    record Wait(Position position, String text, boolean event) implements GuestStep {}

    /** A64 words as they are. X0 to X15 are free; the next step sets what it needs. */
    record Words(Position position, String text, List<Integer> words) implements GuestStep {
        public Words {
            words = List.copyOf(words);
        }
    }

    /** The body for each address of a range. */
    record ForEach(Position position, String text, String variable, AddressRange range, long step, List<GuestStep> body)
            implements GuestStep {
        public ForEach {
            body = List.copyOf(body);
        }
    }

    /** @param count how often; {@link Long#MAX_VALUE} for ever */
    record Repeat(Position position, String text, long count, List<GuestStep> body) implements GuestStep {
        public Repeat {
            body = List.copyOf(body);
        }
    }
}
