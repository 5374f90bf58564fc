package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.RsiHostCall;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.VcpuSetup;

/** The code of a vCPU: what it starts with, its steps and loops, and the host call that ends them. */
final class VcpuEmitter {
    /** Immediate of the host call behind the last step. */
    static final int END_OF_STEPS = 0xffff;

    private static final int FIRST_LOOP_REGISTER = 19;
    private static final int MAX_DEPTH = 10;
    private static final int SCRATCH = 13;
    private static final long BRANCH_REACH = 1L << 20;

    private final ProgramCode program;
    private final CodeBuffer code;
    private final VcpuSetup vcpu;
    private final List<LoopVariable> loops = new ArrayList<>();

    VcpuEmitter(ProgramCode program, VcpuSetup vcpu) {
        this.program = program;
        this.code = program.code;
        this.vcpu = vcpu;
    }

    void emit(Label entry, Label hostCall) {
        code.bind(entry);
        program.row(vcpu.position(), vcpu.index(), CodeRow.NONE, true);
        code.address(16, program.vectors);
        code.emit("msr vbar_el1, x16");
        code.emit("movz x16, #0xf0");
        code.emit("msr icc_pmr_el1, x16");
        code.emit("movz x16, #1");
        code.emit("msr icc_igrpen0_el1, x16");
        code.emit("msr icc_igrpen1_el1, x16");
        code.emit("isb");
        code.emit("msr daifclr, #15");
        vcpu.steps().forEach(this::step);
        end(hostCall);
    }

    private void end(Label hostCall) {
        program.row(vcpu.position(), vcpu.index(), CodeRow.NONE, true);
        Label again = new Label();
        code.bind(again);
        code.address(1, hostCall);
        code.move(0, END_OF_STEPS);
        code.emit("strh w0, [x1, #%d]".formatted(RsiHostCall.IMM));
        code.move(0, RsiCommand.HOST_CALL.functionId());
        code.emit("smc #0");
        code.emit("b", again);
    }

    private void step(GuestStep step) {
        OptionalInt loop = loops.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(loops.getLast().step());
        int index = program.reserve(vcpu, step, loop);
        long start = code.here();
        program.row(step.position(), vcpu.index(), index, true);
        switch (step) {
            case GuestStep.ForEach forEach -> forEach(forEach, index, loop);
            case GuestStep.Repeat repeat -> repeat(repeat, index, loop);
            default -> {
                StepEmitter emitter = new StepEmitter(program, vcpu, index, step, loops);
                emitter.emit(step);
                program.define(new StepCode(
                        index, vcpu, step, loop, List.of(code.since(start)), emitter.accessPc(), emitter.checks()));
            }
        }
    }

    private int enter(GuestStep step, String name, int index) {
        if (loops.size() == MAX_DEPTH) {
            throw ProgramCode.error(step.position(), "loops can be nested %d deep at most".formatted(MAX_DEPTH));
        }
        int register = FIRST_LOOP_REGISTER + loops.size();
        loops.add(new LoopVariable(name, register, index));
        return register;
    }

    private void forEach(GuestStep.ForEach step, int index, OptionalInt loop) {
        if (step.step() <= 0) {
            throw ProgramCode.error(step.position(), "the step is %d; it must be 1 or more".formatted(step.step()));
        }
        long start = code.here();
        int register = enter(step, step.variable(), index);
        AddressRange range = step.range();
        Label done = new Label();
        code.move(register, range.base());
        if (Long.compareUnsigned(range.base(), range.end()) >= 0) {
            code.emit("b", done);
        }
        AddressRange header = code.since(start);
        step.body().forEach(this::step);
        long repeat = code.here();
        program.row(step.position(), vcpu.index(), index, true);
        code.move(SCRATCH, step.step());
        code.emit("add x%d, x%d, x%d".formatted(register, register, SCRATCH));
        code.move(SCRATCH, range.end());
        code.emit("cmp x%d, x%d".formatted(register, SCRATCH));
        again("lo", "hs", header.end());
        code.bind(done);
        leave(step, index, loop, List.of(header, code.since(repeat)));
    }

    private void repeat(GuestStep.Repeat step, int index, OptionalInt loop) {
        if (step.count() < 0) {
            throw ProgramCode.error(step.position(), "the count is %d; it must be 0 or more".formatted(step.count()));
        }
        boolean endless = step.count() == Long.MAX_VALUE;
        long start = code.here();
        int register = enter(step, "", index);
        Label done = new Label();
        if (endless) {
            // So that the loop has an instruction of its own before its body.
            code.emit("nop");
        } else {
            code.move(register, step.count());
        }
        if (step.count() == 0) {
            code.emit("b", done);
        }
        AddressRange header = code.since(start);
        step.body().forEach(this::step);
        long repeat = code.here();
        program.row(step.position(), vcpu.index(), index, true);
        if (endless) {
            Label body = new Label();
            body.bind(header.end());
            code.emit("b", body);
        } else {
            code.emit("subs x%d, x%d, #1".formatted(register, register));
            again("ne", "eq", header.end());
        }
        code.bind(done);
        leave(step, index, loop, List.of(header, code.since(repeat)));
    }

    private void again(String condition, String inverse, long to) {
        Label body = new Label();
        body.bind(to);
        if (code.here() - to < BRANCH_REACH) {
            code.emit("b." + condition, body);
        } else {
            Label behind = new Label();
            code.emit("b." + inverse, behind);
            code.emit("b", body);
            code.bind(behind);
        }
    }

    private void leave(GuestStep step, int index, OptionalInt loop, List<AddressRange> ranges) {
        loops.removeLast();
        program.define(
                new StepCode(index, vcpu, step, loop, ranges, ranges.getFirst().base(), List.of()));
    }
}
