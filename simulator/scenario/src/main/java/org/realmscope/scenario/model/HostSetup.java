package org.realmscope.scenario.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host at NS-EL2.
 *
 * @param image path of a host image as written, null for the one that comes with Realmscope
 * @param switches in source order
 */
public record HostSetup(@Nullable String image, List<SwitchSetting> switches) {
    public HostSetup {
        switches = List.copyOf(switches);
    }
}
