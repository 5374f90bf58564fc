package org.realmscope.debug.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for faults, in order: the first that finds a cause counts. A rule that is not sure finds nothing. */
final class FaultRules {
    private static final List<Rule> RULES = List.of(
            RmmRules::ipaOutsideSpace,
            RmmRules::ripasEmpty,
            RmmRules::fetchFromUnprotected,
            RmmRules::destroyed,
            HostRules::allocationFailed,
            HostRules::injectedFailure,
            HostRules::assertion,
            HostRules::fetchNotHandled,
            HostRules::memoryAttribute,
            HostRules::readOnlySlot,
            HostRules::noSlot,
            HostRules::noGuestMemfd,
            HostRules::nothingBehindSlot,
            HostRules::permissionNotRelaxed,
            HostRules::raceLost,
            HostRules::takenForRace,
            HostRules::failedCall,
            NormalRules::mapped,
            NormalRules::mappedByOther,
            NormalRules::triedAgain,
            NormalRules::emulated,
            HostRules::notResolved);
    /** Those that hold whatever comes of the handling. */
    private static final List<Rule> OPEN_RULES = List.of(
            RmmRules::ipaOutsideSpace,
            RmmRules::ripasEmpty,
            RmmRules::fetchFromUnprotected,
            RmmRules::destroyed,
            HostRules::assertion,
            HostRules::readOnlySlot,
            HostRules::noSlot,
            OpenRules::beingHandled);

    private FaultRules() {}

    /** Looks for one cause. */
    @FunctionalInterface
    private interface Rule {
        @Nullable
        Finding find(FaultFacts facts);
    }

    /** The cause of a fault, and of what came of it; null if it is not known. */
    static @Nullable Finding find(FaultFacts facts) {
        for (Rule rule : facts.isOpen() ? OPEN_RULES : RULES) {
            Finding finding = rule.find(facts);
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }
}
