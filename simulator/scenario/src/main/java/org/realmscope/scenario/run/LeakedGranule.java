package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.DelegatedGranule;
import org.realmscope.machine.history.HostReport;
import org.realmscope.scenario.model.VmmAction;

/**
 * A granule that nobody can use any more: the host has given it up, or it is still delegated after all realms have been
 * destroyed.
 *
 * @param address physical address
 * @param state of the granule in the RMM at the end; null if that is not known
 * @param report of the host, null if it has not reported the granule
 * @param action of the scenario that delegated the granule, null if none did
 */
public record LeakedGranule(
        long address,
        @Nullable String state,
        @Nullable HostReport report,
        @Nullable VmmAction action) {
    /**
     * Those of a run.
     *
     * @param reports of the host, of which those of leaks are taken
     * @param delegated granules that are still delegated after everything has been destroyed
     * @param actions of the scenario that delegated granules, by address
     */
    static List<LeakedGranule> of(
            List<HostReport> reports, List<DelegatedGranule> delegated, Map<Long, VmmAction> actions) {
        Map<Long, DelegatedGranule> left = new TreeMap<>();
        delegated.forEach(granule -> left.put(granule.pa(), granule));
        List<LeakedGranule> leaks = new ArrayList<>();
        for (HostReport report : reports) {
            if (report.kind() == HostReport.Kind.LEAK) {
                long address = report.values().getFirst();
                DelegatedGranule granule = left.remove(address);
                leaks.add(new LeakedGranule(address, granule == null ? null : granule.state(), report, null));
            }
        }
        left.values()
                .forEach(granule ->
                        leaks.add(new LeakedGranule(granule.pa(), granule.state(), null, actions.get(granule.pa()))));
        return leaks;
    }

    /** What happened to it, in words. */
    public String text() {
        if (report != null) {
            return report.text();
        }
        return action == null
                ? "the host delegated it and neither got it back nor reported it"
                : "'" + action.text() + "' delegated it, and nobody undelegated it";
    }
}
