package org.realmscope.debug.torture;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.BreakpointRequest;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.HazardSource;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.LineStepper;
import org.realmscope.debug.control.SessionListener;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.InlinedCall;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueChildren;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.SourcePosition;
import org.realmscope.debug.stack.StackReader;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolLines;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.pe.Pe;

/** The program on our machine, moved by the debug engine. */
final class TortureProgram {
    private static final String NAME = "torture.elf";
    private static final int RET = 0xd65f03c0;

    private final DebugSession session;
    private final LineStepper stepper;
    private final StackReader stacks;
    private final long end;
    private Moment before = Moment.NEVER;

    TortureProgram(byte[] elf) {
        Machine machine = new Machine(
                MachineConfiguration.DEFAULT.withCheckpoints(CheckpointPolicy.DEFAULT),
                List.of(ElfImage.parse(NAME, elf)));
        SymbolScopes symbols = new SymbolScopes(List.of(ProgramImage.host(NAME, elf)));
        session = new DebugSession(machine, symbols, HazardSource.NONE, SessionListener.NONE);
        stepper = new LineStepper(session, new SymbolLines(symbols, session.view()));
        stacks = new StackReader(symbols, session.view(), new ModelSources(machine));
        end = symbols.functionPlaces("finished").getFirst().address();
        session.setBreakpoints(
                BreakpointKind.FUNCTION, List.of(new BreakpointRequest(new Breakpoint.Function("finished"))));
    }

    private Pe pe() {
        return session.machine().pe(0);
    }

    long pc() {
        return pe().pc;
    }

    /** Moves as GDB did. */
    void move(TortureStop stop) {
        before = session.machine().now();
        switch (stop.movement()) {
            case "break" -> runTo(stop.pc());
            case "step" -> step(LineStep.INTO);
            case "next" -> step(LineStep.OVER);
            default -> step(LineStep.OUT);
        }
    }

    private void step(LineStep how) {
        if (pc() != end) {
            stepper.step(0, how);
        }
    }

    /** Goes back to before the last movement, and from there to where GDB stopped. */
    void moveInstead(TortureStop stop) {
        session.goTo(before);
        runTo(stop.pc());
    }

    private void runTo(long pc) {
        Breakpoint place = new Breakpoint.Instruction(new AddressSpace.Virtual(Regime.EL2N), pc);
        session.setBreakpoints(BreakpointKind.INSTRUCTION, List.of(new BreakpointRequest(place)));
        session.resume();
        session.setBreakpoints(BreakpointKind.INSTRUCTION, List.of());
    }

    // --- what there is where it stands

    private CodeFrame innermost() {
        return Objects.requireNonNull(stacks.innermost(0, null));
    }

    /**
     * The innermost frame, or the one that GDB shows: it takes a stop where an inlined body begins for one before the
     * call.
     */
    CodeFrame frameAsShown(TortureStop stop) {
        List<CodeFrame> frames = stacks.read(0, null).stream()
                .flatMap(frame -> frame instanceof CodeFrame code ? Stream.of(code) : Stream.empty())
                .toList();
        for (CodeFrame frame : frames) {
            if (frame.name().equals(stop.function()) || !beginsBody(frame)) {
                return frame;
            }
        }
        return frames.getFirst();
    }

    /** Whether an inlined body begins here that GDB does not show yet. */
    boolean isBeforeInlinedCall(TortureStop stop) {
        return pc() == stop.pc() && beginsInlinedBody() && !innermost().name().equals(stop.function());
    }

    /** Whether it is where an inlined body begins. */
    boolean beginsInlinedBody() {
        return beginsBody(innermost());
    }

    private boolean beginsBody(CodeFrame frame) {
        InlinedCall call = frame.function() == null ? null : frame.function().inlined();
        long pc = frame.frame().pc();
        return call != null
                && pc == pc()
                && (call.entryPc() == pc || call.ranges().stream().anyMatch(range -> range.low() == pc));
    }

    /** Function, line and whether it is inlined. */
    static String place(CodeFrame frame) {
        SourcePosition source = frame.source();
        boolean isInlined = frame.function() != null && frame.function().isInlined();
        return "%s %d %d".formatted(frame.name(), source == null ? 0 : source.line(), isInlined ? 1 : 0);
    }

    /** Whether the function is about to return, so that its frame is gone. */
    boolean isBeforeReturn() {
        for (int i = 0; i < 4; i++) {
            if (pe().platform.memory.read32(pc() + 4L * i) == RET) {
                return true;
            }
        }
        return false;
    }

    /** A scalar by its path, such as {@code shape.corners[1].x}; {@code ?} if it is not known. */
    static String scalar(CodeFrame frame, String path) {
        String[] steps = path.replace("[", ".[").split("\\.", -1);
        Value value = Stream.concat(frame.arguments().stream(), frame.locals().stream())
                .filter(each -> each.name().equals(steps[0]))
                .map(CodeFrame.NamedValue::value)
                .findFirst()
                .orElse(null);
        for (int i = 1; i < steps.length && value != null; i++) {
            value = part(value, steps[i]);
        }
        if (value == null) {
            return "no variable";
        }
        boolean signed = value.type().stripped() instanceof BaseType base && base.isSigned();
        var number = value.number();
        if (number.isEmpty()) {
            return "?";
        }
        return signed ? Long.toString(number.getAsLong()) : Long.toUnsignedString(number.getAsLong());
    }

    private static @Nullable Value part(Value value, String step) {
        return step.startsWith("[")
                ? value.element(Long.parseLong(step.substring(1, step.length() - 1)))
                : ValueChildren.of(value, 0, 100).stream()
                        .filter(child -> child.name().equals(step))
                        .findFirst()
                        .orElseThrow()
                        .value();
    }
}
