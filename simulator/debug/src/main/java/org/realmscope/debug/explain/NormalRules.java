package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.history.ResolutionKind;

/** Faults that are how runtime faulting works. */
final class NormalRules {
    private NormalRules() {}

    static @Nullable Finding mapped(FaultFacts facts) {
        if (facts.resolution() != ResolutionKind.MAPPED) {
            return null;
        }
        if (facts.isPermissionFault()) {
            return Finding.normal(
                    Cause.PERMISSION_UPGRADED,
                    "For " + facts.access() + " the host replaced a mapping that could be read only.");
        }
        PastChange change = facts.lastChange();
        if (change != null && change.call().command() == RmiCommand.RTT_UNMAP_UNPROTECTED) {
            return Finding.normal(
                    Cause.REMAPPED_AFTER_UNMAP,
                    "The host mapped the page of " + facts.access() + " again: it had unmapped it with " + change.text()
                            + ".");
        }
        return Finding.normal(
                Cause.FIRST_TOUCH,
                "The host mapped a page for " + facts.access() + ", where none was"
                        + (change == null ? "." : change.since() + "."));
    }

    static @Nullable Finding mappedByOther(FaultFacts facts) {
        boolean isAgain = facts.isTriedAgain() || facts.resolution() == ResolutionKind.RETRIED;
        return facts.rival() == null || !isAgain
                ? null
                : Finding.normal(
                        Cause.ALREADY_MAPPED_BY_OTHER_VCPU,
                        "The host had nothing to map for %s: the handling of a fault of vCPU %d maps it."
                                .formatted(facts.access(), facts.rival().guest().vcpu()));
    }

    static @Nullable Finding triedAgain(FaultFacts facts) {
        HostFacts before = facts.before();
        HostFacts after = facts.after();
        boolean applies = before != null
                && after != null
                && before.invalidations() != after.invalidations()
                && facts.isTriedAgain()
                && facts.failedCalls().isEmpty()
                && before.slot() != null;
        return !applies
                ? null
                : Finding.normal(
                        Cause.RETRY_AFTER_INVALIDATION,
                        "The host has the realm try " + facts.access()
                                + " again, because what is behind its memory slots changed during the handling.");
    }

    /** What a host does whose memory slots are not known. */
    static @Nullable Finding emulated(FaultFacts facts) {
        return facts.knowsSlots() || facts.resolution() != ResolutionKind.EMULATED
                ? null
                : Finding.normal(
                        Cause.MMIO,
                        "The host emulated " + facts.access() + ", as a device at a shared address is emulated.");
    }
}
