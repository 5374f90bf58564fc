package org.realmscope.bench.faults;

import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.vmm.VmmBoard;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.platform.device.VmmPort;

/**
 * The VMM's side of the host image's mailboxes: writes a command, runs the machine until every PE waits, and takes the
 * reply.
 */
final class HostCommands {
    private static final int REPLY = 0x100;

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
    long call(int pe, VmmCommand command, long... arguments) {
        post(pe, command, arguments);
        return await(pe, command);
    }

    /** Writes a command; {@link #await} runs it. */
    void post(int pe, VmmCommand command, long... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            machine.apply(new InputAction.WriteMailbox(pe, VmmBoard.ARGUMENTS + 8 * i, 8, arguments[i]));
        }
        machine.apply(new InputAction.WriteMailbox(pe, VmmBoard.COMMAND, 8, command.number()));
        machine.apply(new InputAction.WriteMailbox(pe, VmmBoard.REQUEST, 8, ++requests[pe]));
        machine.apply(new InputAction.RaiseInterrupt(pe, VmmBoard.INTERRUPT));
    }

    /** Runs the command that was posted to a PE last. */
    long await(int pe, VmmCommand command) {
        StopReason reason = machine.run();
        if (word(pe, REPLY) != requests[pe]) {
            throw new IllegalStateException(
                    "%s has no reply: %s, %s".formatted(command.text(), reason, machine.describe(pe)));
        }
        long result = word(pe, VmmBoard.RESULT);
        if (result < 0) {
            throw new IllegalStateException("%s failed: error %d".formatted(command.text(), -result));
        }
        return result;
    }

    /** A value that came with the reply. */
    long value(int pe, int index) {
        return word(pe, VmmBoard.VALUES + 8 * index);
    }

    private long word(int pe, int offset) {
        return machine.platform().bus.read(VmmPort.BASE + ((long) pe << 12) + offset, 8);
    }
}
