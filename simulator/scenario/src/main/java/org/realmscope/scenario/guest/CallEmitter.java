package org.realmscope.scenario.guest;

import java.util.List;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.RsiHostCall;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.VcpuSetup;

/** The code of steps that call RMM by SMC. */
final class CallEmitter {
    private static final int GRANULE = 0x1000;
    private static final int MAX_HOST_CALL_REGISTERS = 31;
    /** X1 to X15: the vectors own X16 and X17. */
    private static final int MAX_ARGUMENTS = 15;
    /** X0 to X8. */
    private static final int MAX_RESULTS = 9;

    private static final int AFF0_BITS = 4;
    private static final int AFF_BITS = 8;
    private static final int AFF_MASK = 0xff;
    private static final int AFF3_SHIFT = 32;

    private final ProgramCode program;
    private final CodeBuffer code;
    private final VcpuSetup vcpu;
    private final StepEmitter step;

    CallEmitter(ProgramCode program, VcpuSetup vcpu, StepEmitter step) {
        this.program = program;
        this.code = program.code;
        this.vcpu = vcpu;
        this.step = step;
    }

    /** Compares X0 up with the values. */
    private void checkRegisters(List<Long> expected) {
        for (int i = 0; i < expected.size(); i++) {
            code.emit("mov x9, x%d".formatted(i));
            code.move(11, expected.get(i));
            step.check(i, 1);
        }
    }

    /** Ends with X0 to X2 of the last call: status, new base, response. */
    void setRipas(GuestStep.SetRipas set) {
        List<Long> expected = step.expected(3);
        Label again = new Label();
        Label done = new Label();
        code.move(1, set.range().base());
        code.bind(again);
        code.move(2, set.range().end());
        code.move(3, set.ram() ? 1 : 0);
        code.move(4, set.destroyed() ? 1 : 0);
        code.move(0, RsiCommand.IPA_STATE_SET.functionId());
        step.access("smc #0");
        code.emit("cbnz x0,", done);
        code.emit("tbnz w2, #0,", done);
        code.move(13, set.range().end());
        code.emit("cmp x1, x13");
        code.emit("b.ne", again);
        code.bind(done);
        checkRegisters(expected);
    }

    /** X9 becomes the RIPAS of the address's page, or the inverted status of a call that fails. */
    void getRipas(GuestStep.GetRipas get) {
        List<Long> expected = step.expected(1);
        step.address(1, get.address());
        code.emit("and x1, x1, #0xfffffffffffff000");
        code.move(2, GRANULE);
        code.emit("add x2, x1, x2");
        code.move(0, RsiCommand.IPA_STATE_GET.functionId());
        step.access("smc #0");
        code.emit("cmp x0, #0");
        code.emit("csinv x9, x2, x0, eq");
        for (long value : expected) {
            code.move(11, value);
            step.check(0, 1);
        }
    }

    void hostCall(GuestStep.HostCall call) {
        if (call.immediate() < 0 || call.immediate() >= VcpuEmitter.END_OF_STEPS) {
            throw ProgramCode.error(
                    call.position(),
                    "the immediate is 0x%x; it must be 0 to 0x%x (0x%x ends the steps)"
                            .formatted(call.immediate(), VcpuEmitter.END_OF_STEPS - 1, VcpuEmitter.END_OF_STEPS));
        }
        List<Long> arguments = call.arguments();
        if (arguments.size() > MAX_HOST_CALL_REGISTERS) {
            throw ProgramCode.error(
                    call.position(),
                    "%d arguments; a host call has at most %d".formatted(arguments.size(), MAX_HOST_CALL_REGISTERS));
        }
        List<Long> expected = step.expected(MAX_HOST_CALL_REGISTERS);
        Label structure = hostCallStructure();
        code.address(1, structure);
        code.move(9, call.immediate());
        code.emit("strh w9, [x1, #%d]".formatted(RsiHostCall.IMM));
        for (int i = 0; i < MAX_HOST_CALL_REGISTERS; i++) {
            String register = "xzr";
            if (i < arguments.size() && arguments.get(i) != 0) {
                code.move(9, arguments.get(i));
                register = "x9";
            }
            code.emit("str %s, [x1, #%d]".formatted(register, register(i)));
        }
        code.move(0, RsiCommand.HOST_CALL.functionId());
        step.access("smc #0");
        for (int i = 0; i < expected.size(); i++) {
            code.emit("ldr x9, [x1, #%d]".formatted(register(i)));
            code.move(11, expected.get(i));
            step.check(i, 1);
        }
    }

    private Label hostCallStructure() {
        Label structure = program.hostCalls.get(vcpu.name());
        if (structure == null) {
            throw new IllegalStateException(vcpu.name() + " has no RsiHostCall");
        }
        return structure;
    }

    private static int register(int i) {
        return RsiHostCall.GPRS + i * Long.BYTES;
    }

    void call(GuestStep.Call call) {
        if (call.arguments().size() > MAX_ARGUMENTS) {
            throw ProgramCode.error(
                    call.position(),
                    "%d arguments; a call has at most %d"
                            .formatted(call.arguments().size(), MAX_ARGUMENTS));
        }
        List<Long> expected = step.expected(MAX_RESULTS);
        for (int i = 0; i < call.arguments().size(); i++) {
            argument(call, i + 1, call.arguments().get(i));
        }
        code.move(0, call.functionId());
        step.access("smc #0");
        checkRegisters(expected);
    }

    private void argument(GuestStep.Call call, int register, GuestStep.Argument argument) {
        switch (argument) {
            case GuestStep.Argument.Value(long value) -> code.move(register, value);
            case GuestStep.Argument.VcpuMpidr(String name) -> {
                Integer index = program.vcpus.get(name);
                if (index == null) {
                    throw unknown(call, name);
                }
                code.move(register, mpidr(index));
            }
            case GuestStep.Argument.VcpuEntry(String name) -> {
                Label entry = program.entries.get(name);
                if (entry == null) {
                    throw unknown(call, name);
                }
                code.absolute(register, entry);
            }
            case GuestStep.Argument.Buffer() -> {
                program.bufferUsed = true;
                code.address(register, program.buffer);
            }
        }
    }

    private RuntimeException unknown(GuestStep.Call call, String name) {
        return ProgramCode.error(
                call.position(),
                "the realm has no vCPU %s; it has %s".formatted(name, String.join(", ", program.vcpus.keySet())));
    }

    /** Affinity fields of MPIDR_EL1 for a REC index: Aff0 has 4 bits, the others 8 (DEN0137, RmiRecMpidr). */
    private static long mpidr(long index) {
        long aff0 = index & (1 << AFF0_BITS) - 1;
        long aff1 = index >>> AFF0_BITS & AFF_MASK;
        long aff2 = index >>> AFF0_BITS + AFF_BITS & AFF_MASK;
        long aff3 = index >>> AFF0_BITS + 2 * AFF_BITS & AFF_MASK;
        return aff0 | aff1 << AFF_BITS | aff2 << 2 * AFF_BITS | aff3 << AFF3_SHIFT;
    }
}
