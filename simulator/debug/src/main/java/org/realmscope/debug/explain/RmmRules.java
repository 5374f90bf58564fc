package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;

/** Causes that the RMM's decision table for aborts shows (DEN0137, A5.2.6). */
final class RmmRules {
    private RmmRules() {}

    static @Nullable Finding ipaOutsideSpace(FaultFacts facts) {
        return !facts.decision().equals(FaultFacts.BEYOND_IPA_SPACE)
                ? null
                : new Finding(
                        Cause.IPA_OUTSIDE_SPACE,
                        "The RMM aborts " + facts.access() + ": the address is beyond the realm's IPA space.",
                        "Let the realm use addresses below 2^ipa_bits, or create it with a wider IPA space.");
    }

    static @Nullable Finding ripasEmpty(FaultFacts facts) {
        if (!facts.decision().equals(FaultFacts.PROTECTED_EMPTY)) {
            return null;
        }
        PastChange change = facts.lastChange();
        String reason = isCall(change, RmiCommand.RTT_SET_RIPAS) && change != null
                ? ", as the realm has asked for at moment " + change.call().moment()
                : "";
        return new Finding(
                Cause.RIPAS_EMPTY,
                "The RMM injects a synchronous external abort for " + facts.access()
                        + ", and the host is not told: RIPAS of the page is EMPTY" + reason + ".",
                "Give the range RIPAS RAM before activation (RMI_RTT_INIT_RIPAS), or let the realm ask for it with"
                        + " RSI_IPA_STATE_SET before it accesses it. A device is accessed at its shared address.");
    }

    static @Nullable Finding fetchFromUnprotected(FaultFacts facts) {
        return !facts.isFetch() || !facts.decision().startsWith("UNPROTECTED_")
                ? null
                : new Finding(
                        Cause.FETCH_FROM_UNPROTECTED,
                        "The RMM injects a synchronous external abort for " + facts.access()
                                + ": a realm cannot execute shared memory, whatever is mapped there.",
                        "Execute from protected memory.");
    }

    static @Nullable Finding destroyed(FaultFacts facts) {
        if (!facts.decision().equals(FaultFacts.PROTECTED_DESTROYED)) {
            return null;
        }
        PastChange change = facts.lastChange();
        String reason = "";
        if (isCall(change, RmiCommand.DATA_DESTROY) && change != null) {
            reason = ": the host took the page from the realm with " + change.text();
        } else if (isCall(change, RmiCommand.RTT_DESTROY) && change != null) {
            reason = ": the host destroyed the table that described it with " + change.text();
        }
        return new Finding(
                Cause.DESTROYED,
                "No mapping lets " + facts.access() + " succeed, because RIPAS of the page is DESTROYED" + reason + ".",
                "Do not take memory from a realm that it still uses: neither unmap it nor delete or move its slot. The"
                        + " realm can get the address back, not the contents: RSI_IPA_STATE_SET to RAM with"
                        + " CHANGE_DESTROYED.");
    }

    private static boolean isCall(@Nullable PastChange change, RmiCommand command) {
        return change != null && change.call().command() == command;
    }
}
