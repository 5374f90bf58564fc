package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.control.FreedPages;
import org.realmscope.debug.control.Hazard;
import org.realmscope.debug.control.HazardSource;
import org.realmscope.debug.control.HostReports;
import org.realmscope.debug.control.Occurrence;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.pe.Pe;
import org.realmscope.scenario.run.ScenarioRun;

/**
 * Hazards that the host image reports, once it has told the VMM where its reports are, and those that can be seen where
 * it frees pages.
 */
final class HostHazards implements HazardSource {
    private final ScenarioRun run;
    /** Null if there is no host with symbols. */
    private final @Nullable FreedPages freed;

    HostHazards(ScenarioRun run, SymbolScopes symbols) {
        this.run = run;
        this.freed = symbols.images().stream()
                .filter(image -> image.regime() == Regime.EL2N)
                .findFirst()
                .map(image -> FreedPages.of(
                        new Inspection(run.machine()), image.info().elf()))
                .orElse(null);
    }

    @Override
    public boolean knows(Hazard hazard) {
        return freed != null && freed.knows(hazard) || new HostReports(run.machine(), 0).knows(hazard);
    }

    @Override
    public List<BreakpointStatus.Place> places(Hazard hazard) {
        return freed == null ? List.of() : freed.places(hazard);
    }

    @Override
    public @Nullable Occurrence checkAt(Hazard hazard, Pe pe) {
        return freed == null ? null : freed.checkAt(hazard, pe);
    }

    @Override
    public void moved() {
        if (freed != null) {
            freed.moved();
        }
    }

    @Override
    public @Nullable Occurrence check(Hazard hazard, MachineEvent event) {
        if (freed != null && freed.knows(hazard)) {
            return freed.check(hazard, event);
        }
        OptionalLong table = run.reportTable();
        return table.isEmpty() ? null : new HostReports(run.machine(), table.getAsLong()).check(hazard, event);
    }
}
