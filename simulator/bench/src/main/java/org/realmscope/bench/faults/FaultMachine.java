package org.realmscope.bench.faults;

import java.util.List;
import org.realmscope.hostkvm.HostImage;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoices;

/**
 * A machine with the host image and the built-in RMM whose realm is about to run a workload: the VMM's thread on PE 0,
 * the only vCPU on PE 1.
 */
public final class FaultMachine {
    private static final int VMM_PE = 0;
    private static final int VCPU_PE = 1;
    private static final int REALM = 0;
    private static final int VM_TYPE_REALM = 1;
    private static final int CAP_ARM_RME = 300;
    private static final int CONFIG_REALM = 0;
    private static final int CREATE_RD = 1;
    private static final int INIT_IPA = 2;
    private static final int POPULATE = 3;
    private static final int ACTIVATE = 4;
    private static final int ANONYMOUS = 0;
    private static final int EXIT_HYPERCALL = 3;
    private static final int EXIT_SYSTEM_EVENT = 24;
    /** HVA of the VMM's first mapping; the others follow at the distances of their slots' IPAs. */
    private static final long HVA = 0x10_0000_0000L;

    private static final long BLOCK_SIZE = 1L << 30;

    private final Machine machine;
    private final HostCommands host;

    /** The realm is active and has executed nothing. */
    public FaultMachine(FaultWorkload workload, CheckpointPolicy checkpoints) {
        MachineConfiguration configuration = MachineConfiguration.DEFAULT
                .withPes(2)
                .withDramSize(workload.dramSize())
                .withFirmware(RealmFirmware.builtIn(RmmChoices.SPECIFICATION))
                .withCheckpoints(checkpoints);
        machine = new Machine(configuration, List.of(ElfImage.parse(HostImage.NAME, HostImage.file())));
        host = new HostCommands(machine);
        host.call(VMM_PE, VmmCommand.SETUP, configuration.memoryMap().dram().end());
        host.call(VMM_PE, VmmCommand.CREATE_VM, VM_TYPE_REALM, FaultWorkload.IPA_BITS);
        enable(CONFIG_REALM, 0);
        enable(CREATE_RD);
        addSlot(0, FaultWorkload.CODE, PhysicalMemory.GRANULE_SIZE);
        addSlot(1, FaultWorkload.PROTECTED, workload.protectedFaults() * PhysicalMemory.GRANULE_SIZE);
        addSlot(2, FaultWorkload.UNPROTECTED, workload.unprotectedFaults() * PhysicalMemory.GRANULE_SIZE);
        long range = workload.protectedFaults() * PhysicalMemory.GRANULE_SIZE + BLOCK_SIZE - 1 & -BLOCK_SIZE;
        enable(INIT_IPA, FaultWorkload.PROTECTED, range);
        populate(workload.program());
        host.call(VMM_PE, VmmCommand.CREATE_VCPU, REALM, VCPU_PE);
        host.call(VMM_PE, VmmCommand.VCPU_INIT, REALM, 0, 0, FaultWorkload.CODE);
        host.call(VMM_PE, VmmCommand.VCPU_FINALIZE, REALM, 0);
        enable(ACTIVATE);
    }

    private void enable(int capability, long... arguments) {
        long[] all = new long[3 + arguments.length];
        all[0] = REALM;
        all[1] = CAP_ARM_RME;
        all[2] = capability;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        host.call(VMM_PE, VmmCommand.ENABLE_CAP, all);
    }

    private void addSlot(int slot, long ipa, long size) {
        host.call(VMM_PE, VmmCommand.MMAP, HVA + ipa, size, ANONYMOUS);
        host.call(VMM_PE, VmmCommand.SET_USER_MEMORY_REGION, REALM, slot, 0, ipa, size, HVA + ipa);
    }

    private void populate(List<Integer> program) {
        host.call(VMM_PE, VmmCommand.FAULT_IN, HVA + FaultWorkload.CODE, 1);
        long pa = host.value(VMM_PE, 0);
        for (int i = 0; i < program.size(); i++) {
            machine.apply(InputAction.WriteMemory.ofValue(pa + 4L * i, 4, program.get(i)));
        }
        enable(POPULATE, FaultWorkload.CODE, PhysicalMemory.GRANULE_SIZE, 1);
    }

    /** The machine, to be listened to and to be taken to other moments. */
    public Machine machine() {
        return machine;
    }

    void setObserver(MachineObserver observer) {
        machine.setObserver(observer);
    }

    /** Instructions that the machine has executed. */
    long instructions() {
        return machine.now().instructions();
    }

    /**
     * Lets the realm store to the pages of its next block.
     *
     * @throws IllegalStateException if it does anything else
     */
    public void runBlock() {
        run(EXIT_HYPERCALL);
    }

    /** Lets the realm go over the protected range as often as the workload says; it has stored to all blocks of it. */
    public void runPasses() {
        run(EXIT_HYPERCALL);
    }

    /** Lets the realm end, after its last block. */
    void finish() {
        run(EXIT_SYSTEM_EVENT);
    }

    private void run(int expectedExit) {
        host.call(VCPU_PE, VmmCommand.RUN);
        long exit = host.value(VCPU_PE, 0);
        if (exit != expectedExit) {
            throw new IllegalStateException("the realm left with exit reason " + exit + " instead of " + expectedExit);
        }
    }
}
