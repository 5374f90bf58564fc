package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.model.Address;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.GuestStep.Outcome;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.VcpuSetup;

/**
 * The code of one step that is no loop: what it needs in registers, the access, the checks. X9 and X10 are what is
 * stored or loaded, X11 and X12 what is expected, X13 the address, X14 is scratch.
 */
final class StepEmitter {
    private static final int VALUE = 9;
    private static final int EXPECTED = 11;
    private static final int ADDRESS = 13;
    private static final int SCRATCH = 14;
    private static final int VECTOR_MARK = 17;
    private static final int FSC = 0x3f;
    private static final int FSC_EXTERNAL_ABORT = 0x10;
    private static final int FSC_GRANULE_PROTECTION_FAULT = 0x28;

    private final ProgramCode program;
    private final CodeBuffer code;
    private final VcpuSetup vcpu;
    private final int index;
    private final Position position;
    private final @Nullable Outcome outcome;
    private final List<LoopVariable> loops;
    private final List<StepCode.Check> checks = new ArrayList<>();
    private OptionalLong accessPc = OptionalLong.empty();

    StepEmitter(ProgramCode program, VcpuSetup vcpu, int index, GuestStep step, List<LoopVariable> loops) {
        this.program = program;
        this.code = program.code;
        this.vcpu = vcpu;
        this.index = index;
        this.position = step.position();
        this.outcome = outcomeOf(step);
        this.loops = loops;
    }

    long accessPc() {
        return accessPc.orElseThrow();
    }

    List<StepCode.Check> checks() {
        return checks;
    }

    private static @Nullable Outcome outcomeOf(GuestStep step) {
        return switch (step) {
            case GuestStep.Load load -> load.outcome();
            case GuestStep.Store store -> store.outcome();
            case GuestStep.LoadPair load -> load.outcome();
            case GuestStep.StorePair store -> store.outcome();
            case GuestStep.Fetch fetch -> fetch.outcome();
            case GuestStep.Atomic atomic -> atomic.outcome();
            case GuestStep.SetRipas set -> set.outcome();
            case GuestStep.GetRipas get -> get.outcome();
            case GuestStep.HostCall call -> call.outcome();
            case GuestStep.Call call -> call.outcome();
            case GuestStep.Await await -> null;
            case GuestStep.Wait wait -> null;
            case GuestStep.Words words -> null;
            case GuestStep.ForEach loop -> null;
            case GuestStep.Repeat loop -> null;
        };
    }

    private boolean isAbortExpected() {
        return outcome != null
                && (outcome.kind() == Outcome.Kind.EXTERNAL_ABORT
                        || outcome.kind() == Outcome.Kind.GRANULE_PROTECTION_FAULT);
    }

    /** @param step the one that this emitter is for */
    void emit(GuestStep step) {
        switch (step) {
            case GuestStep.Load load -> load(load);
            case GuestStep.Store store -> store(store);
            case GuestStep.LoadPair load -> loadPair(load);
            case GuestStep.StorePair store -> storePair(store);
            case GuestStep.Fetch fetch -> fetch(fetch);
            case GuestStep.Atomic atomic -> atomic(atomic);
            case GuestStep.Await await -> await(await);
            case GuestStep.Wait wait -> access(wait.event() ? "wfe" : "wfi");
            case GuestStep.Words words -> words(words);
            case GuestStep.SetRipas set -> new CallEmitter(program, vcpu, this).setRipas(set);
            case GuestStep.GetRipas get -> new CallEmitter(program, vcpu, this).getRipas(get);
            case GuestStep.HostCall call -> new CallEmitter(program, vcpu, this).hostCall(call);
            case GuestStep.Call call -> new CallEmitter(program, vcpu, this).call(call);
            case GuestStep.ForEach loop -> throw new IllegalArgumentException(loop.text());
            case GuestStep.Repeat loop -> throw new IllegalArgumentException(loop.text());
        }
        if (isAbortExpected()) {
            checkAborted();
        }
    }

    /** The instruction that does what the step says. */
    void access(String text) {
        if (isAbortExpected()) {
            code.move(VECTOR_MARK, 0);
        }
        accessPc = OptionalLong.of(code.here());
        code.emit(text);
    }

    /** The values that the step expects of its results, of which it has some; none if it expects something else. */
    List<Long> expected(int results) {
        if (outcome == null || outcome.kind() != Outcome.Kind.VALUES) {
            return List.of();
        }
        int count = outcome.values().size();
        if (count > results) {
            throw ProgramCode.error(
                    position,
                    results == 0
                            ? "the step has no result to compare; expect external_abort or stuck"
                            : "%d values are expected; the step has at most %d".formatted(count, results));
        }
        return outcome.values();
    }

    void address(int register, Address address) {
        String variable = address.variable();
        if (variable == null) {
            code.move(register, address.ipa());
            return;
        }
        for (LoopVariable loop : loops.reversed()) {
            if (loop.name().equals(variable)) {
                if (address.ipa() == 0) {
                    code.emit("mov x%d, x%d".formatted(register, loop.register()));
                } else {
                    code.move(SCRATCH, address.ipa());
                    code.emit("add x%d, x%d, x%d".formatted(register, loop.register(), SCRATCH));
                }
                return;
            }
        }
        throw ProgramCode.error(position, "no loop around the step has the variable " + variable);
    }

    /** BRK unless X9 is X11; with two values also X10 and X12. */
    void check(int value, int values) {
        Label equal = new Label();
        code.emit("cmp x9, x11");
        if (values > 1) {
            code.emit("ccmp x10, x12, #0, eq");
        }
        code.emit("b.eq", equal);
        checks.add(new StepCode.Check(code.here(), value));
        code.emit("brk #" + index);
        code.bind(equal);
    }

    /** Loads X11 and X12 with what is expected, and X9 and X10 with something else: an abort leaves them alone. */
    private void prepare(List<Long> expected) {
        for (int i = 0; i < expected.size(); i++) {
            code.move(EXPECTED + i, expected.get(i));
            code.emit("mvn x%d, x%d".formatted(VALUE + i, EXPECTED + i));
        }
    }

    /** X9 is the fault status code of the exception that the access took, 0 if it took none. */
    private void checkAborted() {
        Label none = new Label();
        code.move(VALUE, 0);
        code.emit("cbz x17,", none);
        code.emit("mrs x9, esr_el1");
        code.emit("and x9, x9, #" + FSC);
        code.bind(none);
        boolean isProtection = outcome != null && outcome.kind() == Outcome.Kind.GRANULE_PROTECTION_FAULT;
        code.move(EXPECTED, isProtection ? FSC_GRANULE_PROTECTION_FAULT : FSC_EXTERNAL_ABORT);
        check(0, 1);
    }

    private long fitted(long value, int size) {
        int unused = Long.SIZE - Byte.SIZE * size;
        long unsigned = value << unused >>> unused;
        if (unsigned != value && value << unused >> unused != value) {
            throw ProgramCode.error(
                    position, "0x%x does not fit %d byte%s".formatted(value, size, size == 1 ? "" : "s"));
        }
        return unsigned;
    }

    private static String mnemonic(String name, int size) {
        return switch (size) {
            case 1 -> name + "b w9";
            case 2 -> name + "h w9";
            case 4 -> name + " w9";
            case 8 -> name + " x9";
            default -> throw new IllegalArgumentException(size + " bytes");
        };
    }

    private void load(GuestStep.Load step) {
        List<Long> expected =
                expected(1).stream().map(value -> fitted(value, step.size())).toList();
        address(ADDRESS, step.address());
        prepare(expected);
        access(mnemonic("ldr", step.size()) + ", [x13]");
        checkLoaded(expected);
    }

    private void checkLoaded(List<Long> expected) {
        if (!expected.isEmpty()) {
            check(0, expected.size());
        }
    }

    private void loadPair(GuestStep.LoadPair step) {
        List<Long> expected = expected(2);
        address(ADDRESS, step.address());
        prepare(expected);
        access("ldp x9, x10, [x13]");
        checkLoaded(expected);
    }

    private void store(GuestStep.Store step) {
        expected(0);
        address(ADDRESS, step.address());
        code.move(VALUE, fitted(step.value(), step.size()));
        access(mnemonic("str", step.size()) + ", [x13]");
    }

    private void storePair(GuestStep.StorePair step) {
        expected(0);
        address(ADDRESS, step.address());
        code.move(VALUE, step.first());
        code.move(VALUE + 1, step.second());
        access("stp x9, x10, [x13]");
    }

    private void fetch(GuestStep.Fetch step) {
        expected(0);
        address(ADDRESS, step.address());
        access("blr x13");
    }

    private void atomic(GuestStep.Atomic step) {
        List<Long> expected = expected(1);
        address(ADDRESS, step.address());
        code.move(VALUE + 1, step.value());
        switch (step.operation()) {
            case ADD -> {
                prepare(expected);
                access("ldaddal x10, x9, [x13]");
            }
            case SWAP -> {
                prepare(expected);
                access("swpal x10, x9, [x13]");
            }
            case COMPARE_AND_SWAP -> compareAndSwap(step, expected);
        }
        checkLoaded(expected);
    }

    /** What CAS compares with must not pass for the old value after an abort, which the vector shows in X17. */
    private void compareAndSwap(GuestStep.Atomic step, List<Long> expected) {
        prepare(expected);
        code.move(
                SCRATCH,
                step.expected()
                        .orElseThrow(
                                () -> ProgramCode.error(position, "a compare-and-swap needs a value to compare with")));
        code.move(VECTOR_MARK, 0);
        access("casal x14, x10, [x13]");
        code.emit("cmp x17, #0");
        code.emit("csel x9, x14, x9, eq");
    }

    private void await(GuestStep.Await step) {
        Label again = new Label();
        address(ADDRESS, step.address());
        code.move(EXPECTED, step.value());
        code.bind(again);
        access("ldr x9, [x13]");
        code.emit("cmp x9, x11");
        code.emit("b.ne", again);
    }

    private void words(GuestStep.Words step) {
        Jumps.check(step);
        accessPc = OptionalLong.of(code.here());
        step.words().forEach(code::word);
        if (step.words().isEmpty()) {
            code.emit("nop");
        }
    }
}
