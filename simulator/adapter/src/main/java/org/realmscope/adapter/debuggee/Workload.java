package org.realmscope.adapter.debuggee;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.HazardSource;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Scenario;

/** What runs on a machine that is debugged, and what is known of it. */
public interface Workload {
    /**
     * How a run has ended.
     *
     * @param isMet whether all was as expected
     * @param report for people, some lines
     */
    record Outcome(boolean isMet, String report) {}

    Machine machine();

    /** What has been recorded of the run. */
    RunRecorder recorder();

    /** Absolute path of the program that was launched. */
    Path file();

    /** Directory of the host image that people have built, with its sources; null for the one that is built in. */
    @Nullable
    Path hostDirectory();

    /** What it calls itself. */
    String title();

    /** The programs on the machine. */
    List<ProgramImage> images();

    /**
     * Hazards that only its software knows of.
     *
     * @param symbols of its programs
     */
    HazardSource hazards(SymbolScopes symbols);

    /** What runs on a PE; null for the host's PE and those that nobody uses. */
    @Nullable
    String vcpu(int pe);

    /** What the run has shown, if it ends so. */
    Outcome end(StopReason reason);

    /**
     * The scenario.
     *
     * @throws UserError if it is something else
     */
    Scenario scenario();

    /** What the vCPUs of each realm of the scenario run; none if there is no scenario. */
    List<GuestProgram> programs();
}
