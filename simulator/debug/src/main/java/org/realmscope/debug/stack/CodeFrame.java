package org.realmscope.debug.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.LoadedImage;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.Scope;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.dwarf.SourceLine;
import org.realmscope.debug.dwarf.StackFrame;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.Variable;
import org.realmscope.debug.expression.FrameEvaluation;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.platform.SecurityState;

/**
 * A function of a program, or a call that is inlined in one.
 *
 * @param space in which its addresses are
 * @param el Exception level that it executes at
 * @param frame of the machine's stack; an inlined call shares it with the function around
 * @param function null if there is no debug information
 */
public record CodeFrame(
        AddressSpace.Virtual space,
        int el,
        StackFrame frame,
        @Nullable SourceFrame function) implements Frame {
    private static final int GPRS = 31;
    /** X0 to X17, which no function keeps for its caller (AAPCS64, section 6.1.1). */
    private static final int SCRATCH = 18;

    /**
     * A variable or a parameter with its value.
     *
     * @param declaration where it is declared, perhaps unknown
     */
    public record NamedValue(String name, Value value, SourceLine declaration) {}

    /** A general register; empty if its value in the frame is not known. */
    public record Register(String name, OptionalLong value) {}

    @Override
    public SecurityState world() {
        return space.regime().world();
    }

    @Override
    public String name() {
        if (function != null) {
            return function.name();
        }
        LoadedImage image = frame.image();
        String symbol = image == null ? null : image.nameOf(frame.lookupPc());
        return symbol == null ? "0x" + Long.toHexString(frame.pc()) : symbol;
    }

    @Override
    public String image() {
        LoadedImage image = frame.image();
        return image == null ? "" : image.info().elf().name();
    }

    @Override
    public OptionalLong pc() {
        return OptionalLong.of(frame.pc());
    }

    @Override
    public OptionalLong cfa() {
        return frame.cfa();
    }

    @Override
    public @Nullable SourcePosition source() {
        SourceLine line = line();
        SourceFile file = line.file();
        return file == null || !line.isKnown() ? null : new SourcePosition(file.path(), line.line(), line.column());
    }

    private SourceLine line() {
        if (function != null) {
            return function.location();
        }
        LoadedImage image = frame.image();
        var row = image == null ? null : image.info().lines().at(frame.fileLookupPc());
        return row == null ? SourceLine.UNKNOWN : row.source();
    }

    @Override
    public FrameHint hint() {
        return FrameHint.NORMAL;
    }

    /** The parameters, in order. */
    public List<NamedValue> arguments() {
        return values(true);
    }

    /** The variables that are in scope, innermost first; one that another hides is left out. */
    public List<NamedValue> locals() {
        return values(false);
    }

    private List<NamedValue> values(boolean parameters) {
        List<NamedValue> values = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (Scope scope : function == null ? List.<Scope>of() : function.scopes()) {
            for (Variable variable : scope.variables()) {
                boolean isNew = seen.add(variable.name());
                if (isNew && variable.isParameter() == parameters) {
                    values.add(new NamedValue(variable.name(), Value.of(variable, frame), variable.declaration()));
                }
            }
        }
        return values;
    }

    /** X0 to X30, SP and PC, as the frame will have them when what it has called returns. */
    public List<Register> registers() {
        List<Register> registers = new ArrayList<>();
        for (int i = 0; i < GPRS; i++) {
            boolean isLost = isLost(i);
            registers.add(new Register(
                    "X" + i, isLost ? OptionalLong.empty() : frame.registers().read(i)));
        }
        registers.add(new Register("SP", frame.registers().read(RegisterReader.SP)));
        registers.add(new Register("PC", OptionalLong.of(frame.pc())));
        return registers;
    }

    /** Whether nobody knows what a register of the frame was when it called another function. */
    private boolean isLost(int number) {
        return frame.isCaller() && number < SCRATCH && frame.savedAt(number).isEmpty();
    }

    /** What names mean in it; null if the program is not known. */
    public @Nullable FrameEvaluation evaluation() {
        LoadedImage image = frame.image();
        return image == null ? null : new FrameEvaluation(image.info(), frame, function);
    }
}
