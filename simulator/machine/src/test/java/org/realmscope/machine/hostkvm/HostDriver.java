package org.realmscope.machine.hostkvm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
import org.realmscope.a64.table.InstructionTable;
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
import org.realmscope.rmm.choices.RmmChoices;

/** A VMM for tests: writes commands into mailboxes and waits for the replies. */
final class HostDriver implements MachineObserver {
    static final int CLOSE = 57;
    static final int MUNMAP = 215;
    static final int MMAP = 222;
    static final int MADVISE = 233;
    static final int CREATE_VM = 0xae01;
    static final int CREATE_VCPU = 0xae41;
    static final int SET_REGION = 0xae46;
    static final int SET_REGION2 = 0xae49;
    static final int IRQ_LINE = 0xae61;
    static final int RUN = 0xae80;
    static final int SET_VCPU_EVENTS = 0xaea0;
    static final int ENABLE_CAP = 0xaea3;
    static final int VCPU_INIT = 0xaeae;
    static final int VCPU_FINALIZE = 0xaec2;
    static final int SET_MEMORY_ATTRIBUTES = 0xaed2;
    static final int SETUP = 0x5200;
    static final int SET_SWITCH = 0x5201;
    static final int REPORTS = 0x5202;
    static final int USER_READ = 0x5203;
    static final int USER_WRITE = 0x5204;
    static final int FAULT_IN = 0x5205;
    static final int AGE = 0x5206;
    static final int TEST_AGE = 0x5207;
    static final int RMI = 0x5208;
    static final int FAIL_RMI = 0x5209;
    static final int FAIL_ALLOCATION = 0x520a;
    static final int INTERRUPT_VCPU = 0x520d;
    static final int FLUSH = 0x520e;

    static final int CAP_ARM_RME = 300;
    static final long HVA = 0x1_0000_0000L;
    static final long UNPROTECTED = 1L << 35;
    static final long LIMIT = 16_000_000;
    static final long RAM = 64L << 20;

    private static final int MAILBOX_INTERRUPT = 1;
    private static final long PORT = 0x0a00_0000L;
    private static final int REPORT_SIZE = 64;
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);

    final Machine machine;
    final List<MachineEvent> events = new ArrayList<>();
    private final long[] requests = new long[8];
    private final List<Long> rings;

    /** What the host reported. */
    record Report(long kind, String file, long line, String function, String text, List<Long> values) {}

    /**
     * A trace event.
     *
     * @param vcpu -1 if it is no vCPU's
     * @param vm -1 if it is no VM's
     */
    record Trace(long count, int kind, int vcpu, int vm, List<Long> fields) {}

    HostDriver(int pes, long seed, long quantum) {
        this(MachineConfiguration.DEFAULT.withPes(pes).withSeed(seed).withQuantum(quantum));
    }

    HostDriver(MachineConfiguration base) {
        this(base, RealmFirmware.builtIn(RmmChoices.SPECIFICATION));
    }

    HostDriver(MachineConfiguration base, RealmFirmware firmware) {
        MachineConfiguration configuration = base.withFirmware(firmware);
        machine = new Machine(configuration, List.of(ElfImage.parse(HostImage.NAME, HostImage.file())));
        machine.setObserver(this);
        long end = configuration.memoryMap().dram().end();
        ok(SETUP, end);
        rings = values(0, 4);
    }

    HostDriver(int pes) {
        this(pes, 1, 10_000);
    }

    @Override
    public void event(MachineEvent event) {
        events.add(event);
    }

    long mailbox(int pe, int offset) {
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

    /** Writes a command and interrupts the PE; the host has not seen it when this returns. */
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

    /** Runs until the PE's last command is done, and returns its result. */
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
            throw new AssertionError("PE " + pe + " has not replied: " + reason + ", " + places() + reports());
        }
        return mailbox(pe, 0x108);
    }

    String places() {
        StringBuilder text = new StringBuilder();
        for (int pe = 0; pe < machine.configuration().pes(); pe++) {
            text.append(machine.describe(pe)).append("; ");
        }
        return text.toString();
    }

    long call(int command, long... arguments) {
        post(0, command, arguments);
        return await(0);
    }

    void ok(int command, long... arguments) {
        long result = call(command, arguments);
        if (result < 0) {
            throw new AssertionError("command 0x%x: %d %s".formatted(command, result, reports()));
        }
    }

    long run(int pe, long... data) {
        post(pe, RUN, data);
        return await(pe);
    }

    List<Report> reports() {
        if (!isDone(0) || call(REPORTS) < 0) {
            return List.of();
        }
        var memory = machine.platform().memory;
        long array = value(0, 0);
        long functions = value(0, 4);
        List<Report> reports = new ArrayList<>();
        for (long i = 0; i < Math.min(value(0, 1), 256); i++) {
            long at = array + i * REPORT_SIZE;
            List<Long> values = new ArrayList<>();
            for (int v = 0; v < 4; v++) {
                values.add(memory.read64(at + 32 + 8L * v));
            }
            reports.add(new Report(
                    memory.read64(at),
                    text(memory.read64(at + 8)),
                    memory.read64(at + 16),
                    text(memory.read64(functions + 8 * i)),
                    text(memory.read64(at + 24)),
                    values));
        }
        return reports;
    }

    private String text(long pa) {
        StringBuilder text = new StringBuilder();
        for (long at = pa; machine.platform().memory.read8(at) != 0; at++) {
            text.append((char) machine.platform().memory.read8(at));
        }
        return text.toString();
    }

    /** The trace events that a PE's ring holds, oldest first. */
    List<Trace> trace(int pe) {
        var memory = machine.platform().memory;
        long ring = rings.get(0) + pe * rings.get(1);
        long size = rings.get(2);
        long written = memory.read64(ring);
        List<Trace> events = new ArrayList<>();
        for (long n = Math.max(0, written - size); n < written; n++) {
            long at = ring + 64 + 64 * (n % size);
            List<Long> fields = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                fields.add(memory.read64(at + 16 + 8L * i));
            }
            events.add(new Trace(
                    memory.read64(at),
                    memory.read32(at + 8),
                    (short) memory.read16(at + 12),
                    (short) memory.read16(at + 14),
                    fields));
        }
        return events;
    }

    long freePages() {
        ok(REPORTS);
        return value(0, 2);
    }

    /**
     * A realm of 36 bits with 64 MiB of RAM at 0 in slot 0, its program in the first page, vCPUs on PEs 1 up.
     *
     * @param program a line per instruction
     */
    void createRealm(int vcpus, int backing, String program) {
        createRealm(vcpus, backing, program, () -> {});
    }

    /**
     * @param beforeActivation commands that a realm takes while it is new
     */
    void createRealm(int vcpus, int backing, String program, Runnable beforeActivation) {
        createRealmToPopulate(backing, program);
        beforeActivation.run();
        for (int i = 0; i < vcpus; i++) {
            ok(CREATE_VCPU, 0, i + 1);
            ok(VCPU_INIT, 0, i, i == 0 ? 0 : 1, 0);
            ok(VCPU_FINALIZE, 0, i);
        }
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 4);
    }

    /** The same without vCPUs and before activation. */
    void createRealmToPopulate(int backing, String program) {
        ok(CREATE_VM, 1, 36);
        ok(MMAP, HVA, RAM, backing);
        ok(SET_REGION, 0, 0, 0, 0, RAM, HVA);
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 0, 0, 0, 0, 0);
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 1);
        writeProgram(HVA, program);
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 2, 0, RAM);
        ok(ENABLE_CAP, 0, CAP_ARM_RME, 3, 0, 0x1000, 1);
    }

    /** Assembles a program, a line per instruction, into the page of user space at {@code hva}. */
    void writeProgram(long hva, String program) {
        ok(FAULT_IN, hva, 1);
        long code = value(0, 0);
        long at = code;
        for (String line : program.lines().filter(text -> !text.isBlank()).toList()) {
            Assembled result = ASSEMBLER.assemble(line.strip(), at - code, label -> OptionalLong.empty());
            if (!(result instanceof Assembled.Word(int word))) {
                throw new AssertionError(line + ": " + result);
            }
            machine.apply(InputAction.WriteMemory.ofValue(at, 4, word));
            at += 4;
        }
    }

    /**
     * A VM beside others: 64 MiB in slot 0 from user space's {@code hva} on, a vCPU that is on.
     *
     * @param pe of the vCPU
     */
    long createRealmBeside(long hva, int pe, String program) {
        long vm = call(CREATE_VM, 1, 36);
        ok(MMAP, hva, RAM, 0);
        ok(SET_REGION, vm, 0, 0, 0, RAM, hva);
        ok(ENABLE_CAP, vm, CAP_ARM_RME, 0, 0, 0, 0, 0);
        ok(ENABLE_CAP, vm, CAP_ARM_RME, 1);
        writeProgram(hva, program);
        ok(ENABLE_CAP, vm, CAP_ARM_RME, 2, 0, RAM);
        ok(ENABLE_CAP, vm, CAP_ARM_RME, 3, 0, 0x1000, 1);
        ok(CREATE_VCPU, vm, pe);
        ok(VCPU_INIT, vm, 0, 0, 0);
        ok(VCPU_FINALIZE, vm, 0);
        ok(ENABLE_CAP, vm, CAP_ARM_RME, 4);
        return vm;
    }

    void destroyRealm() {
        ok(CLOSE, 0);
        ok(MUNMAP, HVA);
    }

    <E extends MachineEvent> List<E> ofType(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
