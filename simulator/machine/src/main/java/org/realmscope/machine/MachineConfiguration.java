package org.realmscope.machine;

import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.platform.UserError;
import org.realmscope.platform.device.Pl011;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * What a machine is made of. Two machines with equal configurations and images run identically.
 *
 * @param pes number of PEs
 * @param dramBase first physical address of DRAM
 * @param dramSize bytes of DRAM
 * @param seed start of every sequence of random numbers in the run
 * @param quantum mean length of a scheduler slice in instructions
 * @param firmware what runs at R-EL2
 * @param checkpoints how much history is kept; no influence on the run
 */
public record MachineConfiguration(
        int pes,
        long dramBase,
        long dramSize,
        long seed,
        long quantum,
        RealmFirmware firmware,
        CheckpointPolicy checkpoints) {
    /** Most PEs of a machine. */
    public static final int MAX_PES = 8;

    private static final long MAX_QUANTUM = 1L << 40;

    /** One PE, 2 GiB of DRAM from 1 GiB on, seed 1, slices of 10,000 instructions on average, the stub RMM. */
    public static final MachineConfiguration DEFAULT = new MachineConfiguration(
            1, 0x4000_0000L, 2L << 30, 1, 10_000, RealmFirmware.stub(), CheckpointPolicy.DEFAULT);

    /**
     * @throws UserError if a number is out of its range
     */
    public MachineConfiguration {
        if (pes < 1 || pes > MAX_PES) {
            throw invalid("PE count " + pes + " is outside 1.." + MAX_PES);
        }
        if (quantum < 1 || quantum > MAX_QUANTUM) {
            throw invalid("scheduler quantum " + quantum + " is outside 1.." + MAX_QUANTUM + " instructions");
        }
        if (dramSize < MemoryMap.SMALLEST_DRAM) {
            throw invalid("memory size 0x%x is too small; at least 0x%x bytes (64 MiB) are needed"
                    .formatted(dramSize, MemoryMap.SMALLEST_DRAM));
        }
        MemoryRegion dram = new MemoryRegion("DRAM", dramBase, dramSize);
        if (dramBase < MemoryMap.ROOT_SRAM.end() || dramBase % (1L << 21) != 0) {
            throw invalid("DRAM base 0x%x must be 2 MiB aligned and at or above 0x%x, behind the devices from 0x%x on"
                    .formatted(dramBase, MemoryMap.ROOT_SRAM.end(), Pl011.BASE));
        }
        if (dram.end() > PhysicalMemory.ADDRESS_LIMIT) {
            throw invalid("DRAM at 0x%x to 0x%x ends above 64 GiB".formatted(dramBase, dram.end() - 1));
        }
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }

    public MemoryMap memoryMap() {
        return new MemoryMap(new MemoryRegion("DRAM", dramBase, dramSize));
    }

    public MachineConfiguration withPes(int count) {
        return new MachineConfiguration(count, dramBase, dramSize, seed, quantum, firmware, checkpoints);
    }

    public MachineConfiguration withDramSize(long size) {
        return new MachineConfiguration(pes, dramBase, size, seed, quantum, firmware, checkpoints);
    }

    public MachineConfiguration withSeed(long value) {
        return new MachineConfiguration(pes, dramBase, dramSize, value, quantum, firmware, checkpoints);
    }

    public MachineConfiguration withQuantum(long instructions) {
        return new MachineConfiguration(pes, dramBase, dramSize, seed, instructions, firmware, checkpoints);
    }

    public MachineConfiguration withFirmware(RealmFirmware other) {
        return new MachineConfiguration(pes, dramBase, dramSize, seed, quantum, other, checkpoints);
    }

    public MachineConfiguration withCheckpoints(CheckpointPolicy policy) {
        return new MachineConfiguration(pes, dramBase, dramSize, seed, quantum, firmware, policy);
    }
}
