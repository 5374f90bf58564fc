package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.realmscope.hostkvm.HostImage;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VcpuSetup;

/** Runs a guest program in a realm: a VMM that writes commands into mailboxes and waits for the replies. */
final class GuestRealm implements MachineObserver {
    static final int IRQ_LINE = 0xae61;
    static final int RUN = 0xae80;
    static final int MADVISE = 233;
    static final long HVA = 0x1_0000_0000L;
    static final int EXIT_HYPERCALL = 3;
    static final int EXIT_SYSTEM_EVENT = 24;

    static final int EC_UNKNOWN = 0;
    static final int EC_PC_ALIGNMENT = 0x22;
    static final int EC_DATA_ABORT = 0x25;
    static final int EC_BRK = 0x3c;
    private static final int IRQ_VECTOR = 0x280;

    private static final int CREATE_VM = 0xae01;
    private static final int CREATE_VCPU = 0xae41;
    private static final int SET_REGION = 0xae46;
    private static final int ENABLE_CAP = 0xaea3;
    private static final int VCPU_INIT = 0xaeae;
    private static final int VCPU_FINALIZE = 0xaec2;
    private static final int MMAP = 222;
    private static final int SETUP = 0x5200;
    private static final int FAULT_IN = 0x5205;
    private static final int CAP_ARM_RME = 300;
    private static final int MAILBOX_INTERRUPT = 1;
    private static final long PORT = 0x0a00_0000L;
    private static final int PAGE = 0x1000;
    private static final long LIMIT = 4_000_000;

    final RealmSetup setup;
    final GuestProgram program;
    final Machine machine;
    final List<Taken> exceptions = new ArrayList<>();
    private final long[] requests = new long[8];

    /** An exception to the realm's EL1, with the registers that checks use. */
    record Taken(int pe, long pc, int exceptionClass, long x9, long x10, long x11, long x12, long immediate) {}

    GuestRealm(RealmSetup setup) {
        this.setup = setup;
        program = GuestAssembler.assemble(setup);
        MachineConfiguration configuration = MachineConfiguration.DEFAULT
                .withPes(1 + setup.vcpus().size())
                .withFirmware(RealmFirmware.builtIn(RmmChoices.SPECIFICATION));
        machine = new Machine(configuration, List.of(ElfImage.parse(HostImage.NAME, HostImage.file())));
        machine.setObserver(this);
        ok(SETUP, configuration.memoryMap().dram().end());
        build();
    }

    private void build() {
        ok(CREATE_VM, 1, setup.ipaBits());
        for (SlotSetup slot : setup.slots()) {
            ok(MMAP, hva(slot.range().base()), slot.range().size(), 0);
            ok(
                    SET_REGION,
                    0,
                    slot.number(),
                    0,
                    slot.range().base(),
                    slot.range().size(),
                    hva(slot.range().base()));
        }
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 0, 0);
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 1);
        setup.ripasRam().forEach(range -> ok(ENABLE_CAP, 0, CAP_ARM_RME, 2, range.base(), range.size()));
        setup.contents()
                .forEach(content -> populate(content.ipa(), content.bytes().toArray()));
        program.segments()
                .forEach(segment -> populate(segment.ipa(), segment.bytes().toArray()));
        for (VcpuSetup vcpu : setup.vcpus()) {
            ok(CREATE_VCPU, 0, vcpu.index() + 1);
            ok(VCPU_INIT, 0, vcpu.index(), vcpu.on() ? 0 : 1, program.entry(vcpu));
            ok(VCPU_FINALIZE, 0, vcpu.index());
        }
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 4);
    }

    private void populate(long ipa, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += PAGE) {
            ok(FAULT_IN, hva(ipa + at), 1);
            machine.platform().memory.write(value(0, 0), bytes, at, Math.min(PAGE, bytes.length - at));
        }
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 3, ipa, bytes.length + PAGE - 1 & -PAGE, 1);
    }

    static long hva(long ipa) {
        return HVA + ipa;
    }

    @Override
    public void event(MachineEvent event) {
        if (event instanceof MachineEvent.ExceptionTaken taken
                && taken.world() == SecurityState.REALM
                && taken.targetEl() == 1) {
            long[] x = machine.pe(taken.pe()).x;
            int exceptionClass =
                    taken.vectorOffset() == IRQ_VECTOR ? -1 : taken.syndrome().exceptionClass();
            exceptions.add(new Taken(
                    taken.pe(),
                    taken.syndrome().elr(),
                    exceptionClass,
                    x[9],
                    x[10],
                    x[11],
                    x[12],
                    taken.syndrome().esr() & 0xffff));
        }
    }

    private long mailbox(int pe, int offset) {
        return machine.platform().bus.read(PORT + ((long) pe << 12) + offset, 8);
    }

    long value(int pe, int index) {
        return mailbox(pe, 0x110 + 8 * index);
    }

    List<Long> values(int pe, int count) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(pe, i));
        }
        return values;
    }

    void post(int pe, int command, long... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            machine.apply(new InputAction.WriteMailbox(pe, 0x10 + 8 * i, 8, arguments[i]));
        }
        machine.apply(new InputAction.WriteMailbox(pe, 8, 8, command));
        machine.apply(new InputAction.WriteMailbox(pe, 0, 8, ++requests[pe]));
        machine.apply(new InputAction.RaiseInterrupt(pe, MAILBOX_INTERRUPT));
    }

    boolean isDone(int pe) {
        return mailbox(pe, 0x100) == requests[pe];
    }

    void runFor(long instructions) {
        machine.run(new Moment(machine.now().instructions() + instructions, 0));
    }

    long await(int pe) {
        long end = machine.now().instructions() + LIMIT;
        StopReason reason = new StopReason.LimitReached();
        while (!isDone(pe)
                && machine.now().instructions() < end
                && !(reason instanceof StopReason.Deadlock)
                && !reason.isFinal()) {
            reason = machine.run(new Moment(machine.now().instructions() + 2_000, 0));
        }
        if (!isDone(pe)) {
            throw new AssertionError("PE " + pe + " has not replied: " + reason + ", " + machine.describe(pe));
        }
        return mailbox(pe, 0x108);
    }

    void ok(int command, long... arguments) {
        post(0, command, arguments);
        long result = await(0);
        if (result < 0) {
            throw new AssertionError("command 0x%x %s: %d".formatted(command, Arrays.toString(arguments), result));
        }
    }

    /** Runs a vCPU until its next exit to the VMM: value 0 and up. */
    List<Long> run(int vcpu, long... reply) {
        post(vcpu + 1, RUN, reply);
        long result = await(vcpu + 1);
        if (result != 0) {
            throw new AssertionError("KVM_RUN: " + result);
        }
        return values(vcpu + 1, 6);
    }

    /** Runs a vCPU to the end of its steps. */
    void runToEnd(int vcpu) {
        List<Long> exit = run(vcpu);
        if (exit.get(0) != EXIT_HYPERCALL || exit.get(1) != VcpuEmitter.END_OF_STEPS) {
            throw new AssertionError("not the end of the steps: " + exit);
        }
    }

    /** Immediates of the BRKs so far, each at a check of that step. */
    List<Integer> failedChecks() {
        List<Integer> failed = new ArrayList<>();
        for (Taken taken : exceptions) {
            if (taken.exceptionClass() == EC_BRK) {
                StepCode step = program.stepAt(taken.pc()).orElseThrow();
                if (step.index() != taken.immediate()
                        || step.checks().stream().noneMatch(check -> check.pc() == taken.pc())) {
                    throw new AssertionError(taken + " is no check of " + step);
                }
                failed.add(step.index());
            }
        }
        return failed;
    }

    List<Taken> exceptionsOf(int exceptionClass) {
        return exceptions.stream()
                .filter(taken -> taken.exceptionClass() == exceptionClass)
                .toList();
    }
}
