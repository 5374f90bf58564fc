package org.realmscope.debug.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.RttState;

/** What can be said of a fault while it is being handled: why it was taken, and nothing of what comes of it. */
final class OpenRules {
    /** How names of the host's functions begin that make calls of the RMM for others. */
    private static final List<String> CALLING = List.of("smc", "arm_smccc_", "rmi_");

    private OpenRules() {}

    /** Why the PE took the fault, and who has it. */
    static @Nullable Finding beingHandled(FaultFacts facts) {
        Progress progress = facts.progress();
        String reason = reason(facts);
        return progress == null || reason.isEmpty()
                ? null
                : new Finding(
                        Cause.BEING_HANDLED,
                        capital(facts.access()) + " faulted, because " + reason + ". " + where(facts, progress)
                                + " What comes of it is not decided yet.",
                        "");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String reason(FaultFacts facts) {
        RttState before = facts.fault().before();
        if (before == null) {
            return "";
        }
        String entry = " (RTT entry: " + before + ")";
        if (facts.isPermissionFault()) {
            return "the mapping there does not permit it" + entry;
        }
        if (before.isMapped()) {
            return "nothing was mapped there when the PE looked; it is mapped by now" + entry;
        }
        PastChange change = facts.lastChange();
        return "nothing is mapped there" + (change == null ? "" : change.since()) + entry;
    }

    private static String where(FaultFacts facts, Progress progress) {
        if (facts.fault().seenByHost() == null) {
            return "The RMM has not answered the abort yet.";
        }
        if (progress.isInExitHandler()) {
            return "The host is handling it in " + place(progress) + ".";
        }
        return progress.functions().isEmpty()
                ? "The RMM has told the host."
                : "The RMM has told the host, which is in " + place(progress) + ".";
    }

    /** The host's functions, innermost first, without those that only make a call of the RMM for others. */
    static List<String> path(Progress progress) {
        return progress.functions().stream()
                .dropWhile(name -> CALLING.stream().anyMatch(name::startsWith))
                .toList();
    }

    /** The innermost function that does more than making a call of the RMM. */
    private static String place(Progress progress) {
        List<String> path = path(progress);
        return path.isEmpty() ? "a function without a name" : path.getFirst();
    }

    /** What the decision table leaves for others to do. */
    static String next(FaultFacts facts) {
        if (facts.fault().seenByHost() == null) {
            return "Next the RMM does what this row of its table says; that is certain.";
        }
        return way(facts)
                + " Once the host enters the REC again, the realm executes the access at pc 0x%x again."
                        .formatted(facts.fault().guest().pc());
    }

    private static String way(FaultFacts facts) {
        if (!facts.isProtected()) {
            return "The access can complete only when the entry permits it, which takes RMI_RTT_MAP_UNPROTECTED"
                    + (facts.hasSyndrome()
                            ? ", or when the VMM emulates it (ISV = 1)."
                            : "; with ISV = 0 nobody can emulate it.");
        }
        return facts.decision().equals(FaultFacts.PROTECTED_DESTROYED)
                ? "The access can complete only when the realm has made the address RAM again."
                : "The access can complete only when the entry is ASSIGNED with RIPAS RAM, which takes"
                        + " RMI_DATA_CREATE_UNKNOWN.";
    }
}
