package org.realmscope.adapter.debuggee;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.Hazard;
import org.realmscope.debug.control.HazardSource;
import org.realmscope.debug.control.HostReports;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.scenario.run.ScenarioRun;

/** Hazards that the host image reports, once it has told the VMM where its reports are. */
final class HostHazards implements HazardSource {
    private final ScenarioRun run;

    HostHazards(ScenarioRun run) {
        this.run = run;
    }

    @Override
    public boolean knows(Hazard hazard) {
        return new HostReports(run.machine(), 0).knows(hazard);
    }

    @Override
    public @Nullable String check(Hazard hazard, MachineEvent event) {
        OptionalLong table = run.reportTable();
        return table.isEmpty() ? null : new HostReports(run.machine(), table.getAsLong()).check(hazard, event);
    }
}
