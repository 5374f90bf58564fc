package org.realmscope.adapter.debuggee;

import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.model.HostSetup;
import org.realmscope.scenario.model.RmmSetup;

/**
 * What runs in place of what the scenario names.
 *
 * @param rmm file of an RMM image, or profile of the built-in RMM; null for the scenario's
 * @param host file of a host image; null for the scenario's
 */
public record ImageChoice(@Nullable String rmm, @Nullable String host) {
    /** The RMM: what has a slash or a dot in it is a file. */
    RmmSetup rmm(RmmSetup scenario) {
        String chosen = rmm;
        if (chosen == null) {
            return scenario;
        }
        boolean isFile = chosen.indexOf('/') >= 0 || chosen.indexOf('.') >= 0;
        return isFile
                ? new RmmSetup(chosen, scenario.profile(), scenario.patternContent())
                : new RmmSetup(null, chosen, scenario.patternContent());
    }

    /** The host, with the scenario's switches. */
    HostSetup host(HostSetup scenario) {
        return host == null ? scenario : new HostSetup(host, scenario.switches());
    }
}
