package org.realmscope.scenario.guest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.VcpuSetup;

/** What the vCPUs of a realm run, ready to be populated, and what each instruction of it is for. */
public final class GuestProgram {
    private final List<VcpuSetup> vcpus;
    private final List<Long> entries;
    private final List<Segment> segments;
    private final List<GuestImage> images;
    private final List<StepCode> steps;
    private final List<CodeRow> rows;
    private final AddressRange code;
    private final OptionalLong buffer;
    private final @Nullable Bytes elf;

    GuestProgram(
            List<VcpuSetup> vcpus,
            List<Long> entries,
            List<Segment> segments,
            List<GuestImage> images,
            @Nullable StepProgram program) {
        this.vcpus = List.copyOf(vcpus);
        this.entries = List.copyOf(entries);
        this.segments = List.copyOf(segments);
        this.images = List.copyOf(images);
        this.steps = program == null ? List.of() : program.steps();
        this.rows = program == null ? List.of() : program.rows();
        this.code = program == null ? new AddressRange(0, 0) : program.code();
        this.buffer = program == null ? OptionalLong.empty() : program.buffer();
        this.elf = program == null ? null : program.elf();
    }

    /** The program that does the steps, with symbols and DWARF; none if every vCPU runs an ELF of the user's. */
    public Optional<Bytes> elf() {
        return Optional.ofNullable(elf);
    }

    /** The user's ELFs, each once. */
    public List<GuestImage> images() {
        return images;
    }

    /** What to populate, disjoint and in ascending order. */
    public List<Segment> segments() {
        return segments;
    }

    /** IPA of a vCPU's first instruction. */
    public long entry(VcpuSetup vcpu) {
        return entries.get(vcpu.index());
    }

    /** All steps by index. */
    public List<StepCode> steps() {
        return steps;
    }

    /** The instructions of the program that does the steps, with its exception vectors; empty without one. */
    public AddressRange code() {
        return code;
    }

    /** IPA of the page that steps use as {@link org.realmscope.scenario.model.GuestStep.Argument.Buffer}. */
    public OptionalLong buffer() {
        return buffer;
    }

    /** The step that an instruction is part of: none in the vectors, and where a vCPU starts and ends. */
    public Optional<StepCode> stepAt(long pc) {
        CodeRow row = row(pc);
        return row == null || row.step() == CodeRow.NONE ? Optional.empty() : Optional.of(steps.get(row.step()));
    }

    /** The vCPU whose steps an instruction is part of, also where it starts and ends. */
    public Optional<VcpuSetup> vcpuAt(long pc) {
        CodeRow row = row(pc);
        return row == null || row.vcpu() == CodeRow.NONE
                ? Optional.empty()
                : vcpus.stream().filter(vcpu -> vcpu.index() == row.vcpu()).findFirst();
    }

    /** Where in the scenario it says what an instruction does. */
    public Optional<Position> positionAt(long pc) {
        return Optional.ofNullable(row(pc)).map(CodeRow::position);
    }

    private @Nullable CodeRow row(long pc) {
        if (!code.contains(pc)) {
            return null;
        }
        int low = 0;
        int high = rows.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (Long.compareUnsigned(rows.get(middle).address(), pc) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return rows.get(low);
    }
}
