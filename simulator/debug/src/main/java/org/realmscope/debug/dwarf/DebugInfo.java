package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.elf.MalformedFileException;

/**
 * The debug information of an AArch64 ELF file. Opening it reads only the headers of its units; the rest is read unit
 * by unit when it is first needed, and kept. Any method can find that the part it needs is malformed.
 *
 * <p>Addresses are those of the file. Code that the linker dropped is left out.
 */
public final class DebugInfo {
    private final ElfFile elf;
    private final UnitTable units;
    private final CodeIndex code;
    private final LineTable lines;
    private @Nullable CallFrameTable callFrames;

    private DebugInfo(ElfFile elf) {
        this.elf = elf;
        this.units = new UnitTable(DwarfSections.of(elf), elf::isCode);
        this.code = units.code();
        this.lines = new LineTable(units, code);
    }

    /**
     * Opens the debug information of a file; a file without any is no error.
     *
     * @throws MalformedFileException if it is not a linked AArch64 file, or the headers of its units are malformed
     */
    public static DebugInfo of(ElfFile elf) {
        if (elf.machine() != ElfFile.EM_AARCH64) {
            throw new MalformedFileException(
                    elf.name(),
                    "ELF header",
                    18,
                    "e_machine is %d; EM_AARCH64 (183) is expected".formatted(elf.machine()));
        }
        if (elf.type() == ElfFile.ET_REL) {
            throw new MalformedFileException(
                    elf.name(), "ELF header", 16, "e_type is ET_REL, an object file; a linked file is expected");
        }
        return new DebugInfo(elf);
    }

    public ElfFile elf() {
        return elf;
    }

    public LineTable lines() {
        return lines;
    }

    /** Call frame information of {@code .debug_frame} and {@code .eh_frame}. */
    public CallFrameTable callFrames() {
        CallFrameTable known = callFrames;
        if (known == null) {
            known = CallFrameTable.read(elf);
            callFrames = known;
        }
        return known;
    }

    UnitTable units() {
        return units;
    }

    CodeIndex code() {
        return code;
    }

    /** The function that has an address. */
    public @Nullable Function functionAt(long pc) {
        return code.functionAt(pc);
    }

    /** The calls that are inlined at an address, innermost first. */
    public List<InlinedCall> inlinedCallsAt(long pc) {
        List<InlinedCall> calls = new ArrayList<>();
        for (Die die : code.pathTo(pc).reversed()) {
            if (die.tag() == Tag.INLINED_SUBROUTINE) {
                calls.add(new InlinedCall(die, die.ranges()));
            }
        }
        return calls;
    }

    /** The frames of the source at an address, innermost first; empty if no function is known there. */
    public List<SourceFrame> framesAt(long pc) {
        Function function = functionAt(pc);
        if (function == null) {
            return List.of();
        }
        LineRow row = lines.at(pc);
        SourceLine location = row == null ? SourceLine.UNKNOWN : row.source();
        List<SourceFrame> frames = new ArrayList<>();
        List<Scope> scopes = new ArrayList<>();
        for (Die die : code.pathTo(pc).reversed()) {
            scopes.add(new Scope(die));
            if (die.tag() == Tag.INLINED_SUBROUTINE) {
                InlinedCall call = new InlinedCall(die, die.ranges());
                frames.add(new SourceFrame(function, call, location, List.copyOf(scopes)));
                location = call.callSite();
                scopes.clear();
            }
        }
        frames.add(new SourceFrame(function, null, location, List.copyOf(scopes)));
        return frames;
    }

    /**
     * Functions that have code of their own, by ascending address.
     *
     * @param glob a name, in which {@code *} stands for any characters and {@code ?} for one
     */
    public List<Function> functions(String glob) {
        List<Function> functions = new ArrayList<>();
        for (Unit unit : units.names().unitsWithFunction(glob)) {
            for (Function function : unit.functions().functions()) {
                if (Glob.matches(glob, function.name())) {
                    functions.add(function);
                }
            }
        }
        functions.sort(Comparator.comparing(Function::entryPc, Long::compareUnsigned));
        return functions;
    }

    /**
     * Where a breakpoint on functions stops: behind the prologue of each, and where each inlined copy begins.
     *
     * @param glob as for {@link #functions}
     */
    public List<BreakpointPlace> functionPlaces(String glob) {
        List<BreakpointPlace> places = new ArrayList<>();
        for (Function function : functions(glob)) {
            places.add(place(lines.bodyStart(function), function.name(), false));
        }
        for (Unit unit : units.names().unitsWithFunction(glob)) {
            for (InlinedCall call : unit.functions().inlinedCalls()) {
                if (Glob.matches(glob, call.name())) {
                    places.add(place(call.entryPc(), call.name(), true));
                }
            }
        }
        places.sort(Comparator.comparing(BreakpointPlace::address, Long::compareUnsigned));
        return places;
    }

    /** Where a step into a function stops: behind its prologue, unless its parameters can be read without that. */
    public long stepStart(Function function) {
        return function.hasValuesAtEntry() ? function.entryPc() : lines.bodyStart(function);
    }

    private BreakpointPlace place(long address, String function, boolean inlined) {
        LineRow row = lines.at(address);
        return new BreakpointPlace(address, row == null ? SourceLine.UNKNOWN : row.source(), function, inlined);
    }

    /** Variables of a name that are declared at file level, one for each file that defines one. */
    public List<Variable> globals(String name) {
        return units.names().variables(name).stream().map(Variable::new).toList();
    }

    /**
     * The variable that a name means in a frame: of the innermost scope that has it, else of the same file, else of any
     * file.
     *
     * @param frame null if only variables at file level are meant
     */
    public @Nullable Variable variable(@Nullable SourceFrame frame, String name) {
        for (Scope scope : frame == null ? List.<Scope>of() : frame.scopes()) {
            for (Variable variable : scope.variables()) {
                if (variable.name().equals(name)) {
                    return variable;
                }
            }
        }
        List<Die> globals = units.names().variables(name);
        for (Die die : globals) {
            if (frame != null && die.unit() == frame.function().die().unit()) {
                return new Variable(die);
            }
        }
        return globals.isEmpty() ? null : new Variable(globals.getFirst());
    }

    /** Whether a variable or parameter of the name is declared anywhere, at file level or in a function. */
    public boolean declaresVariable(String name) {
        return units.names().isDeclared(name);
    }

    /** Value of an enumerator by name; empty if the file declares none at file level. */
    public OptionalLong enumerator(String name) {
        Long value = units.names().enumerator(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Names of the variables that are declared at file level. */
    public List<String> globalNames() {
        return units.names().variableNames();
    }

    /**
     * A type by its name in C: {@code struct kvm}, {@code union u}, {@code enum e}, a typedef or a base type.
     *
     * @return null if the file defines none
     */
    public @Nullable Type type(String name) {
        return units.types().named(name);
    }
}
