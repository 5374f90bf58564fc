package org.realmscope.scenario.model;

import java.util.List;

/**
 * A whole scenario. Every reference in it resolves and every number is in its range.
 *
 * @param file as the user named it
 * @param title what it is about
 * @param rules what the VMM does besides building the realms and running their vCPUs, in source order
 * @param expectations in source order
 */
public record Scenario(
        String file,
        String title,
        PlatformSetup platform,
        RmmSetup rmm,
        HostSetup host,
        List<RealmSetup> realms,
        List<VmmRule> rules,
        List<Expectation> expectations) {
    public Scenario {
        realms = List.copyOf(realms);
        rules = List.copyOf(rules);
        expectations = List.copyOf(expectations);
    }
}
