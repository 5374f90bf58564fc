package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.VcpuSetup;

/** The program of a realm while it is put together. */
final class ProgramCode {
    /** BRK has 16 bits for the step. */
    private static final int MAX_STEPS = 0x1_0000;

    final CodeBuffer code;
    final List<CodeRow> rows = new ArrayList<>();
    final List<StepCode> steps = new ArrayList<>();
    /** Where the code of each vCPU starts, or its ELF. */
    final Map<String, Label> entries = new LinkedHashMap<>();
    /** RsiHostCall of each vCPU. */
    final Map<String, Label> hostCalls = new LinkedHashMap<>();
    /** The VCPUs' indices, for MPIDR. */
    final Map<String, Integer> vcpus = new LinkedHashMap<>();

    final Label vectors = new Label();
    final Label end = new Label();
    final Label buffer = new Label();
    boolean bufferUsed;

    ProgramCode(long base, List<VcpuSetup> setups) {
        code = new CodeBuffer(base);
        for (VcpuSetup vcpu : setups) {
            entries.put(vcpu.name(), new Label());
            hostCalls.put(vcpu.name(), new Label());
            vcpus.put(vcpu.name(), vcpu.index());
        }
    }

    static UserError error(Position position, String message) {
        return new UserError(UserError.Code.SCENARIO_INVALID, position + ": " + message);
    }

    void row(Position position, int vcpu, int step, boolean statement) {
        rows.add(new CodeRow(code.here(), position, vcpu, step, statement));
    }

    /** Index for a step whose code follows; {@link #define} says later what that is. */
    int reserve(VcpuSetup vcpu, GuestStep step, OptionalInt loop) {
        if (steps.size() == MAX_STEPS) {
            throw error(
                    step.position(),
                    "this is step %d of the realm; a realm has at most %d steps, use loops"
                            .formatted(MAX_STEPS + 1, MAX_STEPS));
        }
        steps.add(new StepCode(steps.size(), vcpu, step, loop, List.of(), code.here(), List.of()));
        return steps.size() - 1;
    }

    void define(StepCode step) {
        steps.set(step.index(), step);
    }
}
