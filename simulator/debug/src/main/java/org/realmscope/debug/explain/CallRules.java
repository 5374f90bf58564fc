package org.realmscope.debug.explain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.Ripas;
import org.realmscope.debug.inspect.RttEntry;

/** Causes of failed calls, by the condition because of which they failed. */
final class CallRules {
    private static final long PAGE = 4096;
    private static final Set<String> UNPROTECTED_COMMANDS =
            Set.of("RMI_RTT_MAP_UNPROTECTED", "RMI_RTT_UNMAP_UNPROTECTED");
    private static final Set<String> UNMAPPING_COMMANDS = Set.of("RMI_DATA_DESTROY", "RMI_RTT_UNMAP_UNPROTECTED");
    private static final Set<String> DATA_COMMANDS =
            Set.of("RMI_DATA_CREATE", "RMI_DATA_CREATE_UNKNOWN", "RMI_DATA_DESTROY");

    private CallRules() {}

    /** The cause; null if it is not known. */
    static @Nullable Finding find(CallFacts call) {
        if (!call.failed()) {
            return call.result() == null
                    ? null
                    : Finding.normal(
                            Cause.SUCCEEDED,
                            call.name() + " returns " + call.result() + ": none of its failure conditions holds.");
        }
        CheckedCondition failing = call.failing();
        if (failing == null) {
            return null;
        }
        Cause cause = cause(call, failing);
        if (cause == Cause.RTT_MISSING && call.repeatedAt() != null) {
            return Finding.normal(
                    Cause.RTT_MISSING_EXPECTED,
                    call.name() + " returns " + call.result()
                            + ", because a table was missing on the way to the entry; the host created it and repeated"
                            + " the call with success at moment " + call.repeatedAt() + ".");
        }
        if (cause == Cause.RTT_MISSING && call.isPending()) {
            return new Finding(
                    Cause.RTT_MISSING_PENDING,
                    call.name() + " returns " + call.result() + ", because "
                            + CallWording.reason(cause, call, failing)
                            + " That is not the end: the host can create the table and repeat the call.",
                    "");
        }
        Origin origin = call.origin();
        return new Finding(
                cause,
                call.name() + " returns " + call.result() + ", because " + CallWording.reason(cause, call, failing)
                        + (origin == null ? "" : " " + origin.sentence()),
                CallWording.remedy(cause, call));
    }

    private static Cause cause(CallFacts call, CheckedCondition failing) {
        String label = failing.condition().label();
        Cause byGranule = ofGranule(call, failing);
        if (byGranule != null) {
            return byGranule;
        }
        return switch (label) {
            case "ipa_align" -> isForBlock(call) ? Cause.MISALIGNED_BLOCK : Cause.MISALIGNED;
            case "addr_align" -> call.value("level = ").isEmpty() ? Cause.MISALIGNED : Cause.MISALIGNED_BLOCK;
            case "base_gran_align", "top_gran_align", "top_align" -> Cause.MISALIGNED;
            case "base_align" -> call.value("base = ").endsWith("000") ? Cause.RTT_MISSING : Cause.MISALIGNED;
            case "no_progress" -> ofNoProgress(call);
            case "addr_ripas" -> Cause.RIPAS_EMPTY;
            case "ipa_bound" -> ofIpa(call);
            case "addr_bound" -> call.name().startsWith("RSI_") ? ofProtected(call, "addr") : Cause.DESCRIPTOR_INVALID;
            case "rgn_bound" -> ofProtected(call, "top");
            case "level_bound" -> Cause.LEVEL_INVALID;
            case "rtt_num_level" -> Cause.START_LEVEL_INVALID;
            case "rtt_walk" -> ofWalk(call);
            case "rtte_state" -> ofEntry(call);
            case "rtt_live" -> Cause.RTT_IN_USE;
            case "rtt_homo" -> Cause.RTT_NOT_HOMOGENEOUS;
            case "realm_state", "realm_new", "system_off" -> Cause.REALM_STATE;
            case "realm_live" -> Cause.REALM_IN_USE;
            case "rec_state", "rec_runnable", "rec_psci", "rec_mmio", "rec_sea" -> Cause.REC_STATE;
            case "attr_valid" -> Cause.DESCRIPTOR_INVALID;
            case "size_valid", "top_bound", "base_bound" -> Cause.RANGE_INVALID;
            default -> Cause.CONDITION;
        };
    }

    /** Conditions on a granule that a call names: alignment, memory, state, physical address space. */
    private static @Nullable Cause ofGranule(CallFacts call, CheckedCondition failing) {
        String predicate = failing.condition().predicate();
        if (predicate.endsWith("is not aligned to 4 KiB")) {
            return Cause.MISALIGNED;
        }
        if (predicate.endsWith("is not delegable memory")) {
            return Cause.NOT_DELEGABLE;
        }
        if (predicate.startsWith("Granule(") && predicate.endsWith("not accessible via the NS PAS")
                || failing.condition().label().equals("gran_gpt")) {
            return Cause.NOT_NON_SECURE;
        }
        String actual = call.value("Granule(");
        String expected = predicate.substring(predicate.lastIndexOf(' ') + 1);
        if (actual.isEmpty() || actual.equals(expected)) {
            return null;
        }
        return switch (expected) {
            case "RD" -> Cause.NOT_A_REALM;
            case "REC" -> Cause.NOT_A_REC;
            case "DELEGATED" -> actual.equals("UNDELEGATED") ? Cause.NOT_DELEGATED : Cause.GRANULE_IN_USE;
            case "UNDELEGATED" -> actual.equals("DELEGATED") ? Cause.ALREADY_DELEGATED : Cause.GRANULE_IN_USE;
            default -> null;
        };
    }

    private static boolean isForBlock(CallFacts call) {
        String level = call.value("level");
        return !level.isEmpty() && !level.equals("3");
    }

    private static Cause ofIpa(CallFacts call) {
        boolean wantsHalf = UNPROTECTED_COMMANDS.contains(call.name()) || DATA_COMMANDS.contains(call.name());
        return wantsHalf ? ofProtected(call, "ipa") : Cause.IPA_OUTSIDE_SPACE;
    }

    /** An address is not in the half in which it has to be, or in neither. */
    private static Cause ofProtected(CallFacts call, String name) {
        String address = call.value(name + " = ");
        String width = call.value("ipa_width");
        if (address.isEmpty() || width.isEmpty()) {
            return Cause.CONDITION;
        }
        long last = Long.parseUnsignedLong(address.substring(2), 16) - (name.equals("top") ? 1 : 0);
        return last >>> Integer.parseInt(width) != 0 ? Cause.IPA_OUTSIDE_SPACE : Cause.WRONG_HALF;
    }

    /** The walk ended above the level that the command wants: at a block, or where a table is missing. */
    private static Cause ofWalk(CallFacts call) {
        RttEntry leaf = call.leaf();
        if (leaf != null && leaf.isBlock()) {
            return Cause.MAPPED_AS_BLOCK;
        }
        return UNMAPPING_COMMANDS.contains(call.name()) ? Cause.NOT_MAPPED : Cause.RTT_MISSING;
    }

    /** The first entry of the range cannot change: it describes more than the range, or is destroyed. */
    private static Cause ofNoProgress(CallFacts call) {
        RttEntry leaf = call.leaf();
        if (leaf == null) {
            return Cause.CONDITION;
        }
        if (leaf.ripas() == Ripas.DESTROYED) {
            return Cause.DESTROYED;
        }
        return leaf.size() > PAGE ? Cause.RTT_MISSING : Cause.CONDITION;
    }

    /** The walk reached the level that the command wants, and the entry is in another state. */
    private static Cause ofEntry(CallFacts call) {
        String state = call.value("walk.rtte.state");
        boolean isMapped = state.equals("ASSIGNED") || state.equals("ASSIGNED_NS");
        return switch (call.name()) {
            case "RMI_DATA_DESTROY", "RMI_RTT_UNMAP_UNPROTECTED" ->
                state.equals("TABLE") ? Cause.TABLE_EXISTS : Cause.NOT_MAPPED;
            case "RMI_RTT_DESTROY", "RMI_RTT_FOLD" -> isMapped ? Cause.MAPPED_AS_BLOCK : Cause.RTT_MISSING;
            case "RMI_RTT_CREATE" -> Cause.TABLE_EXISTS;
            default -> state.equals("TABLE") ? Cause.TABLE_EXISTS : isMapped ? Cause.ALREADY_MAPPED : Cause.CONDITION;
        };
    }
}
