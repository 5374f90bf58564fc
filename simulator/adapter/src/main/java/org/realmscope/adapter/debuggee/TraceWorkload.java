package org.realmscope.adapter.debuggee;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.HazardSource;
import org.realmscope.debug.dwarf.LineRow;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.guest.GuestProgram;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.trace.TraceRun;

/** A conformance trace. The host on the only PE does what its lines say. */
final class TraceWorkload implements Workload {
    private static final int INSTRUCTION_SIZE = 4;

    private final TraceRun run;
    private final ProgramImage image;

    TraceWorkload(TraceRun run) {
        this.run = run;
        this.image = ProgramImage.host("trace.elf", run.elf().toArray());
    }

    @Override
    public Machine machine() {
        return run.machine();
    }

    @Override
    public RunRecorder recorder() {
        return run.recorder();
    }

    @Override
    public Path file() {
        return Path.of(run.trace().file()).toAbsolutePath().normalize();
    }

    @Override
    public @Nullable Path hostDirectory() {
        return null;
    }

    @Override
    public String title() {
        return String.valueOf(file().getFileName());
    }

    @Override
    public List<ProgramImage> images() {
        return List.of(image);
    }

    @Override
    public HazardSource hazards(SymbolScopes symbols) {
        return HazardSource.NONE;
    }

    @Override
    public @Nullable String vcpu(int pe) {
        return null;
    }

    @Override
    public Outcome end(StopReason reason) {
        boolean isComplete = reason instanceof StopReason.PoweredOff;
        long differences = run.differences();
        String end = isComplete ? "the trace is complete" : StopText.why(reason);
        LineRow first = differences == 0 ? null : image.info().lines().at(run.firstDifference() - INSTRUCTION_SIZE);
        String answers = first == null
                ? "the RMM has answered as it was recorded"
                : "values that differ from those recorded: %d, the first one in line %d"
                        .formatted(differences, first.line());
        return new Outcome(isComplete && differences == 0, "%s: %s; %s%n".formatted(title(), end, answers));
    }

    @Override
    public Scenario scenario() {
        throw new UserError(UserError.Code.PARAMETER_INVALID, title() + " is a trace and no scenario");
    }

    @Override
    public List<GuestProgram> programs() {
        return List.of();
    }
}
