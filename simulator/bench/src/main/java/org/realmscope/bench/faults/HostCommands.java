package org.realmscope.bench.faults;

import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.input.InputAction;
import org.realmscope.platform.device.VmmPort;

/**
 * The VMM's side of the host image's mailboxes: writes a command, runs the machine until every PE waits, and takes the
 * reply.
 */
final class HostCommands {
    static final int MMAP = 222;
    static final int CREATE_VM = 0xae01;
    static final int CREATE_VCPU = 0xae41;
    static final int SET_REGION = 0xae46;
    static final int RUN = 0xae80;
    static final int ENABLE_CAP = 0xaea3;
    static final int VCPU_INIT = 0xaeae;
    static final int VCPU_FINALIZE = 0xaec2;
    static final int SETUP = 0x5200;
    static final int FAULT_IN = 0x5205;

    private static final int MAILBOX_INTERRUPT = 1;
    private static final int REQUEST = 0;
    private static final int COMMAND = 8;
    private static final int ARGUMENTS = 0x10;
    private static final int REPLY = 0x100;
    private static final int RESULT = 0x108;
    private static final int VALUES = 0x110;

    private final Machine machine;
    private final long[] requests;

    HostCommands(Machine machine) {
        this.machine = machine;
        this.requests = new long[machine.configuration().pes()];
    }

    /**
     * Has the thread of a PE execute a command.
     *
     * @return its result
     * @throws IllegalStateException if there is no reply, or an error
     */
    long call(int pe, int command, long... arguments) {
        post(pe, command, arguments);
        return await(pe, command);
    }

    /** Writes a command; {@link #await} runs it. */
    void post(int pe, int command, long... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            machine.apply(new InputAction.WriteMailbox(pe, ARGUMENTS + 8 * i, 8, arguments[i]));
        }
        machine.apply(new InputAction.WriteMailbox(pe, COMMAND, 8, command));
        machine.apply(new InputAction.WriteMailbox(pe, REQUEST, 8, ++requests[pe]));
        machine.apply(new InputAction.RaiseInterrupt(pe, MAILBOX_INTERRUPT));
    }

    /** Runs the command that was posted to a PE last. */
    long await(int pe, int command) {
        StopReason reason = machine.run();
        if (word(pe, REPLY) != requests[pe]) {
            throw new IllegalStateException(
                    "command 0x%x has no reply: %s, %s".formatted(command, reason, machine.describe(pe)));
        }
        long result = word(pe, RESULT);
        if (result < 0) {
            throw new IllegalStateException("command 0x%x failed: error %d".formatted(command, -result));
        }
        return result;
    }

    /** A value that came with the reply. */
    long value(int pe, int index) {
        return word(pe, VALUES + 8 * index);
    }

    private long word(int pe, int offset) {
        return machine.platform().bus.read(VmmPort.BASE + ((long) pe << 12) + offset, 8);
    }
}
