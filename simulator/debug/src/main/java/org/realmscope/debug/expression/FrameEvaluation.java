package org.realmscope.debug.expression;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.DebugInfo;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.Variable;
import org.realmscope.debug.elf.ElfSymbol;

/**
 * What names mean in a frame of compiled code: its variables, enumerators, symbols and types, and its general registers
 * ({@code $x0}, {@code $w0}, {@code $sp}, {@code $pc}, {@code $fp}, {@code $lr}).
 */
public final class FrameEvaluation implements EvaluationContext {
    private static final Pattern NUMBERED = Pattern.compile("[xw]([0-9]|[12][0-9]|30)");

    private final DebugInfo info;
    private final FrameContext frame;
    private final @Nullable SourceFrame source;

    /**
     * @param info of the file that has the frame's code
     * @param source which of the frame's functions is meant; null for what is declared at file level alone
     */
    public FrameEvaluation(DebugInfo info, FrameContext frame, @Nullable SourceFrame source) {
        this.info = info;
        this.frame = frame;
        this.source = source;
    }

    @Override
    public FrameContext frame() {
        return frame;
    }

    @Override
    public @Nullable Value variable(String name) {
        Variable variable = info.variable(source, name);
        return variable == null ? null : Value.of(variable, frame);
    }

    @Override
    public OptionalLong constant(String name) {
        return info.enumerator(name);
    }

    @Override
    public OptionalLong symbol(String name) {
        for (ElfSymbol symbol : info.elf().symbols().named(name)) {
            return OptionalLong.of(symbol.address() + frame.bias());
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong register(String name) {
        return general(name, frame);
    }

    /**
     * A general register of a frame.
     *
     * @param name as written behind {@code $}
     * @return empty if it is none, or its value is not known
     */
    public static OptionalLong general(String name, FrameContext frame) {
        String lower = name.toLowerCase(Locale.ROOT);
        RegisterReader registers = frame.registers();
        return switch (lower) {
            case "sp" -> registers.read(RegisterReader.SP);
            case "pc" -> OptionalLong.of(frame.pc());
            case "fp" -> registers.read(RegisterReader.FP);
            case "lr" -> registers.read(RegisterReader.LR);
            default -> numbered(lower, registers);
        };
    }

    private static OptionalLong numbered(String name, RegisterReader registers) {
        if (!NUMBERED.matcher(name).matches()) {
            return OptionalLong.empty();
        }
        OptionalLong value = registers.read(Integer.parseInt(name.substring(1)));
        return value.isPresent() && name.startsWith("w") ? OptionalLong.of(value.getAsLong() & 0xffff_ffffL) : value;
    }

    @Override
    public @Nullable Type type(String name) {
        return info.type(name);
    }
}
