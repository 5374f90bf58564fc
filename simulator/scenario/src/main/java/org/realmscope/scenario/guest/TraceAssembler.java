package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Trace;

/**
 * Makes the code of a host that does what a trace says, line by line, with the trace as its source text. It compares
 * what it gets with what was recorded, and counts the differences.
 */
public final class TraceAssembler {
    /** Object at file level: how many differences there were, and the address of the code that found the first one. */
    public static final String DIFFERENCES = "differences";

    private static final int MOVZ = 0xd280_0000;
    private static final int MOVK = 0xf280_0000;
    private static final int CMP_X9 = 0xeb09_001f;
    private static final int HALF_SHIFT = 5;
    private static final int HW_SHIFT = 21;
    private static final int HALVES = 4;
    private static final int REGISTER_SHIFT = 5;
    /** The first PMR value that lets interrupts of every priority through, and the enable of Group 1. */
    private static final String INTERRUPT_MASK = "mov x0, #248";

    private static final long SYSTEM_OFF = 0x8400_0008L;
    private static final int RESULTS_SIZE = 16;
    private static final int WORD = 4;

    private final Trace trace;
    private final RealmSetup unit;
    private final ProgramCode program;
    private final CodeBuffer code;
    private final Label differs = new Label();
    private final Label differences = new Label();
    private final List<Content> contents = new ArrayList<>();

    private final Label guestPlace = new Label();
    private final boolean hasModelledRealms;
    /** Lines with a modelled realm so far. */
    private int modelled;

    /** Bytes that code refers to. */
    private record Content(Label label, Bytes bytes) {}

    /**
     * A program.
     *
     * @param differences physical address of {@link #DIFFERENCES}
     * @param guestPlace physical address of where a modelled realm stands: the number of the line among those with such
     *     a realm, from 1, or 0 where the realm has code; then the number of the step, from 0. -1 if no realm
     *     is modelled
     */
    public record Program(Bytes elf, long differences, long guestPlace) {}

    private TraceAssembler(Trace trace, long base) {
        this.trace = trace;
        this.hasModelledRealms =
                trace.lines().stream().anyMatch(line -> line instanceof Trace.Call call && call.isModelled());
        this.unit = new RealmSetup(
                new Position(trace.file(), 1, 1),
                "trace",
                0,
                0,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                base,
                false,
                List.of(),
                List.of());
        this.program = new ProgramCode(base, List.of());
        this.code = program.code;
    }

    /**
     * Makes the program of a trace.
     *
     * @param base physical address of its first instruction, page aligned
     * @throws UserError if the trace does something to the memory in which the program is
     */
    public static Program assemble(Trace trace, long base) {
        return new TraceAssembler(trace, base).assemble();
    }

    private Program assemble() {
        begin();
        trace.lines().forEach(this::line);
        end();
        AddressRange main = code.since(unit.programBase());
        long helper = code.here();
        row(1);
        countDifference();
        AddressRange counting = code.since(helper);
        for (Content content : contents) {
            code.bind(content.label);
            words(content.bytes);
        }
        long data = code.here() + GuestPages.PAGE - 1 & -GuestPages.PAGE;
        differences.bind(data);
        guestPlace.bind(data + RESULTS_SIZE);
        ByteWriter text = code.finish();
        checkApart(new AddressRange(unit.programBase(), data + GuestPages.PAGE));
        List<ElfSymbol> functions = List.of(
                ElfSymbol.function("trace", main, unit.position()),
                ElfSymbol.function("trace_differs", counting, unit.position()));
        GuestElf elf = new GuestElf(
                unit, program, functions, List.of(ElfSymbol.object(DIFFERENCES, data, RESULTS_SIZE)), text);
        return new Program(
                elf.write(unit.programBase(), data, GuestPages.PAGE),
                data,
                hasModelledRealms ? data + RESULTS_SIZE : -1);
    }

    private void checkApart(AddressRange own) {
        for (Trace.Line each : trace.lines()) {
            long pa = each instanceof Trace.Poke poke ? poke.pa() : each instanceof Trace.Fill fill ? fill.pa() : -1;
            if (own.contains(pa)) {
                throw new UserError(
                        UserError.Code.SCENARIO_INVALID,
                        "%s:%d: the host's program is in memory to which this line writes"
                                .formatted(trace.file(), each.line()));
            }
        }
    }

    private void row(int line) {
        program.row(new Position(trace.file(), line, 1), CodeRow.NONE, CodeRow.NONE, true);
    }

    // --- lines

    private void begin() {
        row(1);
        code.emit(INTERRUPT_MASK);
        code.emit("msr ICC_PMR_EL1, x0");
        code.emit("mov x0, #1");
        code.emit("msr ICC_IGRPEN1_EL1, x0");
    }

    private void line(Trace.Line line) {
        row(line.line());
        switch (line) {
            case Trace.Call call -> call(call);
            case Trace.Poke poke -> {
                constant(0, poke.pa());
                content(1, poke.bytes());
                constant(2, poke.bytes().size());
                copy();
            }
            case Trace.Fill fill -> {
                constant(0, fill.pa());
                constant(2, fill.length());
                constant(3, fill.value());
                Label again = here();
                code.emit("strb w3, [x0], #1");
                repeat(again);
            }
            case Trace.Peek peek -> {
                constant(0, peek.pa());
                content(1, peek.bytes());
                constant(2, peek.bytes().size());
                compare();
            }
            case Trace.Remark remark -> code.emit("nop");
        }
    }

    private void call(Trace.Call call) {
        if (hasModelledRealms) {
            modelled += call.isModelled() ? 1 : 0;
            constant(9, call.isModelled() ? modelled : 0);
            code.address(10, guestPlace);
            code.emit("stp x9, xzr, [x10]");
        }
        for (int i = 0; i < call.x().size(); i++) {
            constant(i, call.x().get(i));
        }
        code.emit("smc #0");
        for (int i = 0; i < call.results().size(); i++) {
            constant(9, call.results().get(i));
            code.word(CMP_X9 | i << REGISTER_SHIFT);
            checkEqual();
        }
        Integer reason = call.exitReason();
        if (reason != null && call.results().getFirst() == 0) {
            constant(8, call.x().get(2) + RmiRecRun.EXIT_REASON);
            code.emit("ldrb w8, [x8]");
            code.emit("cmp x8, #" + reason);
            checkEqual();
        }
    }

    private void checkEqual() {
        Label equal = new Label();
        code.emit("b.eq", equal);
        code.emit("bl", differs);
        // Nobody has called the program; a debugger takes the register for what is left of a caller.
        code.emit("mov x30, xzr");
        code.bind(equal);
    }

    private void copy() {
        Label again = here();
        code.emit("ldrb w3, [x1], #1");
        code.emit("strb w3, [x0], #1");
        repeat(again);
    }

    private void compare() {
        Label again = here();
        code.emit("ldrb w3, [x1], #1");
        code.emit("ldrb w4, [x0], #1");
        code.emit("cmp w3, w4");
        checkEqual();
        repeat(again);
    }

    private Label here() {
        Label label = new Label();
        code.bind(label);
        return label;
    }

    private void repeat(Label again) {
        code.emit("subs x2, x2, #1");
        code.emit("b.ne", again);
    }

    private void end() {
        constant(0, SYSTEM_OFF);
        code.emit("smc #0");
        code.emit("b", here());
    }

    /** Of the first difference it keeps the place, too. */
    private void countDifference() {
        code.bind(differs);
        code.address(10, differences);
        code.emit("ldr x11, [x10]");
        Label known = new Label();
        code.emit("cbnz x11,", known);
        code.emit("str x30, [x10, #8]");
        code.bind(known);
        code.emit("add x11, x11, #1");
        code.emit("str x11, [x10]");
        code.emit("ret");
    }

    // --- values

    private void constant(int register, long value) {
        boolean isFirst = true;
        for (int i = 0; i < HALVES; i++) {
            int half = (int) (value >>> 16 * i) & 0xffff;
            if (half != 0 || isFirst && i == HALVES - 1) {
                code.word((isFirst ? MOVZ : MOVK) | i << HW_SHIFT | half << HALF_SHIFT | register);
                isFirst = false;
            }
        }
    }

    private void content(int register, Bytes bytes) {
        Label label = new Label();
        contents.add(new Content(label, bytes));
        code.address(register, label);
    }

    private void words(Bytes bytes) {
        for (int i = 0; i < bytes.size(); i += WORD) {
            int word = 0;
            for (int j = WORD - 1; j >= 0; j--) {
                word = word << 8 | (i + j < bytes.size() ? bytes.get(i + j) & 0xff : 0);
            }
            code.word(word);
        }
    }
}
