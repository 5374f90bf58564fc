package org.realmscope.scenario.model;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a run has to show. Those of guest steps and VMM actions are with the steps. */
public sealed interface Expectation {
    Position position();

    /** The expectation as it is written. */
    String text();

    /** How many of something. {@code maximum} is {@link Long#MAX_VALUE} for "at least". */
    record Count(long minimum, long maximum) {
        public boolean holds(long actual) {
            return actual >= minimum && actual <= maximum;
        }
    }

    /**
     * Stage 2 faults that match.
     *
     * @param number of the fault from 1 in the order of the run, empty for any
     * @param realm null for any
     * @param vcpu name, null for any
     * @param isProtected half of the IPA space, null for either
     * @param access {@code read}, {@code write} or {@code execute}, null for any
     * @param range of IPAs, null for any
     * @param resolvedBy RMI command that made the mapping, {@code injected} for an abort into the realm, {@code mmio},
     *     {@code none} for an error; null for any
     */
    record Faults(
            Position position,
            String text,
            Count count,
            OptionalLong number,
            @Nullable String realm,
            @Nullable String vcpu,
            @Nullable Boolean isProtected,
            @Nullable String access,
            @Nullable AddressRange range,
            @Nullable String resolvedBy)
            implements Expectation {}

    /**
     * RMI calls by command and, where written, status.
     *
     * @param sinceStart whether calls that build the realms, and those that destroy them in the end, are left out
     */
    record Calls(
            Position position,
            String text,
            Count count,
            String command,
            VmmAction.@Nullable Status status,
            boolean sinceStart)
            implements Expectation {}

    /**
     * Reports of the host.
     *
     * @param kind {@code warning}, {@code bug}, {@code sigbus}, {@code oops} or {@code leak}
     * @param containing part of the report's function or text, null for any
     */
    record Reports(
            Position position,
            String text,
            Count count,
            String kind,
            @Nullable String containing) implements Expectation {}

    /** The same vCPU, pc and IPA fault for ever, or nowhere do they. */
    record Progress(Position position, String text, boolean progress) implements Expectation {}

    /** RIPAS of every page of a range before the realms are destroyed; 0 EMPTY, 1 RAM, 2 DESTROYED. */
    record Ripas(Position position, String text, int realm, AddressRange range, int ripas) implements Expectation {}

    /**
     * The RTT entry of an IPA before the realms are destroyed.
     *
     * @param level of the entry, empty for any
     * @param state RmiRttEntryState or HIPAS by its name in the specification, in lower case
     */
    record RttEntry(Position position, String text, int realm, long ipa, OptionalInt level, String state)
            implements Expectation {}

    /**
     * @param index 0 for the RIM, 1 to 4 for the REMs
     * @param value big-endian, as people write it
     */
    record Measurement(Position position, String text, int realm, int index, Bytes value) implements Expectation {}

    /**
     * How a vCPU ended.
     *
     * @param how {@code ended}, {@code stuck}, {@code off} or {@code failed}
     * @param error of KVM_RUN, for {@code failed}; 0 for any
     */
    record VcpuEnd(Position position, String text, int realm, int vcpu, String how, int error) implements Expectation {}
}
