package org.realmscope.scenario.trace;

import java.util.List;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.MemoryMap;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.scenario.guest.TraceAssembler;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Trace;

/** A machine with the built-in RMM whose host does what a trace says, and ends with power off. */
public final class TraceRun {
    private static final String PROFILE = "tf-rmm-rel0";
    private static final String PROGRAM = "trace.elf";

    private final Trace trace;
    private final TraceAssembler.Program program;
    private final Machine machine;
    private final RunRecorder recorder;

    private TraceRun(Trace trace, CheckpointPolicy checkpoints, HistoryLimits history) {
        this.trace = trace;
        Trace.Platform recorded = trace.platform();
        // What precedes the memory of the recording has room for RMM and program, so that the trace has its memory
        // whole.
        boolean isOurs = recorded.dramBase() == MachineConfiguration.DEFAULT.dramBase();
        long before = isOurs ? 0 : 2 * MemoryMap.SMALLEST_DRAM;
        MachineConfiguration configuration = new MachineConfiguration(
                1,
                recorded.dramBase() - before,
                recorded.dramSize() + before,
                MachineConfiguration.DEFAULT.seed(),
                MachineConfiguration.DEFAULT.quantum(),
                RealmFirmware.recorded(
                        PROFILE,
                        recorded.features(),
                        recorded.paWidth(),
                        recorded.vmid16(),
                        recorded.recAuxCount(),
                        new MemoryRegion("DRAM", recorded.dramBase(), recorded.dramSize())),
                checkpoints);
        this.program = TraceAssembler.assemble(trace, configuration.memoryMap().hostBase());
        this.machine = new Machine(
                program.guestPlace() < 0
                        ? configuration
                        : configuration.withFirmware(
                                configuration.firmware().with(new RecordedRealm(trace, program.guestPlace()))),
                List.of(ElfImage.parse(PROGRAM, program.elf().toArray())));
        this.recorder = RunRecorder.attach(machine, history);
    }

    /**
     * Makes the machine of a trace; it stands at reset.
     *
     * @throws org.realmscope.platform.UserError if the trace has no place on a machine
     */
    public static TraceRun of(Trace trace, CheckpointPolicy checkpoints, HistoryLimits history) {
        return new TraceRun(trace, checkpoints, history);
    }

    public Trace trace() {
        return trace;
    }

    public Machine machine() {
        return machine;
    }

    /** What has been recorded of the run. */
    public RunRecorder recorder() {
        return recorder;
    }

    /** The host, with symbols and DWARF whose source is the trace. */
    public Bytes elf() {
        return program.elf();
    }

    /** Answers that were not those of the recording, so far. */
    public long differences() {
        return machine.platform().memory.read64(program.differences());
    }

    /** Address of the code that has found the first difference. */
    public long firstDifference() {
        return machine.platform().memory.read64(program.differences() + Long.BYTES);
    }
}
