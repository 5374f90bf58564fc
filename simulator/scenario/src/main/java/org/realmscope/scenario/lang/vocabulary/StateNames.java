package org.realmscope.scenario.lang.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.realmscope.scenario.model.GuestStep.Atomic;
import org.realmscope.scenario.model.SlotSetup.Backing;

/** States and kinds as they are written in a scenario. */
public final class StateNames {
    /** The index is the value of RmiRipas. */
    public static final List<String> RIPAS = List.of("empty", "ram", "destroyed");

    /** RIPAS that a realm can ask for. */
    public static final List<String> RIPAS_TO_SET = List.of("empty", "ram");

    /** Sizes of accesses besides the usual one of 64 bits, which is a {@code double} too. */
    public static final List<String> SIZES = List.of("byte", "half", "word", "double");

    /** What an RTT entry may be expected to be: RmiRttEntryState, with the unprotected ones told apart. */
    public static final List<String> RTT_ENTRY =
            List.of("unassigned", "assigned", "unassigned_ns", "assigned_ns", "table");

    /** How a vCPU may be expected to end. */
    public static final List<String> VCPU_END = List.of("ended", "stuck", "off", "failed");

    /** Ends of a fault that are no RMI command. */
    public static final List<String> RESOLUTION =
            List.of("injected", "injected_by_host", "mmio", "none", "open", "parked", "reentered", "retried");

    /** Moments in which the VMM may act, besides a number of instructions. */
    public static final List<String> PHASES = List.of("boot", "start", "end");

    /** The index is that of RSI_MEASUREMENT_READ. */
    public static final List<String> MEASUREMENTS = List.of("rim", "rem1", "rem2", "rem3", "rem4");

    public static final List<String> BOUNDS = List.of("least", "most");

    public static final List<String> BACKINGS =
            Arrays.stream(Backing.values()).map(Backing::text).toList();

    /** What a step may lead to instead of values. */
    public static final List<String> OUTCOMES = List.of("external_abort", "granule_protection_fault", "stuck");

    /** Words of atomics, in the order of {@link Atomic.Operation}. */
    public static final List<String> ATOMICS = List.of("add", "swap", "cas");

    /** Reports of the host as they are written, each in its singular and its plural. */
    public static final List<String> REPORTS =
            List.of("warning", "warnings", "bug", "bugs", "sigbus", "oops", "leak", "leaks");

    private StateNames() {}

    public static Optional<Backing> backing(String word) {
        return Arrays.stream(Backing.values())
                .filter(backing -> backing.text().equals(word))
                .findFirst();
    }

    /** The singular of a word of {@link #REPORTS}. */
    public static String reportKind(String word) {
        return switch (word) {
            case "warnings" -> "warning";
            case "bugs" -> "bug";
            case "leaks" -> "leak";
            default -> word;
        };
    }
}
