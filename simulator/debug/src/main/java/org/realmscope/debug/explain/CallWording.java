package org.realmscope.debug.explain;

import org.realmscope.debug.inspect.CheckedCondition;

/** Words for the causes of failed calls. */
final class CallWording {
    private CallWording() {}

    /** Why a call failed, with the condition. */
    static String reason(Cause cause, CallFacts call, CheckedCondition failing) {
        String label = failing.condition().label();
        String predicate = label + ": " + failing.condition().predicate();
        String values = String.join(", ", failing.values());
        String what = phrase(cause, call);
        if (what.isEmpty()) {
            return "a condition holds (" + predicate + (values.isEmpty() ? "" : "; " + values) + ").";
        }
        return what + " (" + (values.isEmpty() ? predicate : label + ": " + values) + ").";
    }

    private static String phrase(Cause cause, CallFacts call) {
        return switch (cause) {
            case MISALIGNED -> "an address is not aligned";
            case MISALIGNED_BLOCK -> "an address is not aligned to what an entry of the level describes";
            case NOT_DELEGABLE -> "the address is not memory that can be delegated";
            case NOT_DELEGATED -> "the granule has not been delegated";
            case ALREADY_DELEGATED -> "the granule has been delegated already";
            case GRANULE_IN_USE -> "the granule is in use as " + call.value("Granule(");
            case NOT_NON_SECURE -> "the granule does not belong to the Non-secure world";
            case NOT_A_REALM -> "the address is not that of a Realm Descriptor";
            case NOT_A_REC -> "the address is not that of a REC";
            case WRONG_HALF -> "the address is in the other half of the realm's IPA space";
            case IPA_OUTSIDE_SPACE -> "the address is beyond the realm's IPA space";
            case LEVEL_INVALID -> "the level is none that the command takes for this realm";
            case START_LEVEL_INVALID -> "start level, number of starting tables and IPA width do not fit each other";
            case RTT_MISSING -> "a table on the way to the entry is missing";
            case ALREADY_MAPPED -> "something is mapped at the address already";
            case NOT_MAPPED -> "nothing is mapped at the address";
            case MAPPED_AS_BLOCK -> "the address is part of a block of a higher level";
            case TABLE_EXISTS -> "the entry is a table";
            case RTT_IN_USE -> "the table still maps something";
            case RTT_NOT_HOMOGENEOUS -> "the entries of the table do not make one entry of the level above";
            case REALM_STATE -> "the realm is " + call.value("Realm(rd).state");
            case REALM_IN_USE -> "the realm still has RECs or tables";
            case REC_STATE -> "the REC is in a state that does not allow it";
            case DESCRIPTOR_INVALID -> "the descriptor has bits that the host cannot choose";
            case RANGE_INVALID -> "the range is empty, or not what the realm has asked for";
            case RIPAS_EMPTY -> "the page has RIPAS EMPTY";
            case DESTROYED -> "the page is DESTROYED and the realm has not asked to change such pages";
            default -> "";
        };
    }

    /** What to do about it. */
    static String remedy(Cause cause, CallFacts call) {
        boolean takesTable = call.name().equals("RMI_RTT_FOLD") || call.name().equals("RMI_RTT_DESTROY");
        if (cause == Cause.REALM_STATE && call.label().equals("system_off")) {
            return "A realm that has turned itself off can only be destroyed.";
        }
        return cause == Cause.RTT_MISSING && takesTable
                ? "There is no table of this level at the address; nothing is left to do."
                : remedy(cause);
    }

    private static String remedy(Cause cause) {
        return switch (cause) {
            case MISALIGNED -> "Pass addresses that are multiples of what the condition names.";
            case MISALIGNED_BLOCK ->
                "Align the address to what an entry of the level describes (4 KiB, 2 MiB, 1 GiB), or use a lower"
                        + " level.";
            case NOT_DELEGABLE -> "Delegate DRAM only: no devices, nothing of the RMM's or EL3's memory.";
            case NOT_DELEGATED -> "Call RMI_GRANULE_DELEGATE first.";
            case ALREADY_DELEGATED ->
                "Find who has delegated it: another vCPU, a raw call, or an undelegation that failed.";
            case GRANULE_IN_USE -> "Destroy what uses the granule first.";
            case NOT_NON_SECURE -> "Pass memory of the host that has not been delegated.";
            case NOT_A_REALM -> "Pass the address that was given to RMI_REALM_CREATE.";
            case NOT_A_REC -> "Pass the address that was given to RMI_REC_CREATE.";
            case WRONG_HALF ->
                "Protected addresses have the top bit of the IPA space clear, unprotected ones have it set; use the"
                        + " command for the other half, or the other alias.";
            case IPA_OUTSIDE_SPACE -> "Use addresses below 2^ipa_width.";
            case LEVEL_INVALID -> "Tables are created below the starting level; pages and blocks are at levels 1 to 3.";
            case START_LEVEL_INVALID -> "Choose a start level for the width, or let the host derive it.";
            case RTT_MISSING -> "Create the tables down to the level with RMI_RTT_CREATE and repeat the call.";
            case ALREADY_MAPPED -> "Read the entry first; unmap it to map something else.";
            case NOT_MAPPED -> "Nothing is left to do if the address was to be unmapped; else map it first.";
            case MAPPED_AS_BLOCK -> "Split the block first: RMI_RTT_CREATE of the level below it.";
            case TABLE_EXISTS -> "Use the entries of the table, or destroy or fold it first.";
            case RTT_IN_USE -> "Unmap what the table maps, and destroy the tables below it, first.";
            case RTT_NOT_HOMOGENEOUS -> "Fold a table only when all its entries are alike and contiguous.";
            case REALM_STATE ->
                "Contents, initial RIPAS and RECs are made before RMI_REALM_ACTIVATE, RECs are entered after it.";
            case REALM_IN_USE -> "Destroy its RECs, data and tables first.";
            case REC_STATE -> "Complete what the REC waits for, or start it with PSCI_CPU_ON, first.";
            case DESCRIPTOR_INVALID -> "Pass address, MemAttr[2:0] and S2AP only.";
            case RANGE_INVALID -> "Pass a range that begins where the realm's request stands and does not exceed it.";
            case RIPAS_EMPTY -> "Pass an address that is RAM.";
            case DESTROYED -> "The realm has to ask with CHANGE_DESTROYED.";
            default -> "Make the condition false.";
        };
    }
}
