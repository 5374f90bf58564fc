package org.realmscope.scenario.model;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One thing that a VMM does. Slots and vCPUs are named by realm and index. */
public sealed interface VmmAction {
    Position position();

    /** The action as it is written. */
    String text();

    /** madvise(MADV_DONTNEED) of part of a slot's memory; a hole in a guest_memfd. */
    record Unmap(Position position, String text, int realm, AddressRange range) implements VmmAction {}

    record DeleteSlot(Position position, String text, int realm, int slot) implements VmmAction {}

    record MoveSlot(Position position, String text, int realm, int slot, long ipa) implements VmmAction {}

    record FlushSlot(Position position, String text, int realm, int slot) implements VmmAction {}

    /**
     * User space reads the memory of an IPA.
     *
     * @param size bytes: 1, 2, 4 or 8
     */
    record Read(Position position, String text, int realm, long ipa, int size, OptionalLong expected)
            implements VmmAction {}

    record Write(Position position, String text, int realm, long ipa, int size, long value) implements VmmAction {}

    /** @param test kvm_test_age_gfn instead of kvm_age_gfn */
    record Age(Position position, String text, int realm, AddressRange range, boolean test) implements VmmAction {}

    /** @param intid 0 to 63 of the virtual interrupt */
    record Interrupt(Position position, String text, int realm, int vcpu, int intid) implements VmmAction {}

    /** The next entry of the vCPU injects a synchronous external abort, for an access that the host cannot emulate. */
    record ExternalAbort(Position position, String text, int realm, int vcpu) implements VmmAction {}

    /** The vCPU's KVM_RUN returns -EINTR and is called again. */
    record Kick(Position position, String text, int realm, int vcpu) implements VmmAction {}

    record SetSwitch(Position position, String text, HostSwitch name, int value) implements VmmAction {}

    /** x0 up of the reply to the host call that triggered the rule. */
    record Reply(Position position, String text, List<Long> values) implements VmmAction {
        public Reply {
            values = List.copyOf(values);
        }
    }

    /**
     * RMI calls fail without reaching the RMM.
     *
     * @param functionId of the call
     * @param first number of the first call that fails, from 1, counted from this action on
     * @param count how many fail
     * @param status X0 of a failed call
     */
    record FailRmi(Position position, String text, long functionId, long first, long count, long status)
            implements VmmAction {}

    /** @param nth page allocation from now on, from 1 */
    record FailAllocation(Position position, String text, long nth) implements VmmAction {}

    /**
     * Takes pages of the host for use in {@link Rmi} and {@link Poke}.
     *
     * @param order power of two of the number of pages
     */
    record Pages(Position position, String text, String name, int order) implements VmmAction {}

    /** Writes 8 bytes of a page that {@link Pages} took. */
    record Poke(Position position, String text, RmiOperand address, RmiOperand value) implements VmmAction {}

    /**
     * An RMI call as it is.
     *
     * @param expected status, null for any
     * @param expectedValues X1 up
     */
    record Rmi(
            Position position,
            String text,
            String name,
            long functionId,
            List<RmiOperand> operands,
            @Nullable Status expected,
            List<Long> expectedValues)
            implements VmmAction {
        public Rmi {
            operands = List.copyOf(operands);
            expectedValues = List.copyOf(expectedValues);
        }
    }

    /**
     * RmiStatusCode and, where written, its index.
     *
     * @param index level, list entry, ...; empty for any
     */
    record Status(int code, OptionalLong index) {}

    /** What a raw RMI call passes: {@code base + offset}. */
    record RmiOperand(Base base, long offset) {
        /** What an operand starts from. */
        public sealed interface Base {
            /** Nothing: the offset is the value. */
            record Zero() implements Base {}

            /** Physical address of pages by their name. */
            record Pages(String name) implements Base {}

            /** Physical address of a realm's RD. */
            record Rd(int realm) implements Base {}

            /** Physical address of a vCPU's REC. */
            record Rec(int realm, int vcpu) implements Base {}
        }
    }
}
