package org.realmscope.debug.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.dwarf.StackFrame;
import org.realmscope.debug.dwarf.Unwinder;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.symbols.ScopedSymbols;
import org.realmscope.debug.symbols.SpaceMemory;

/** Unwinds the part of a stack that is in one world. */
final class WorldStack {
    private static final int INSTRUCTION_SIZE = 4;
    private static final int VIRTUAL_ADDRESS_BITS = 48;
    /** The most frames of one world; a longer stack is a damaged one. */
    private static final int LIMIT = 256;

    private final ScopedSymbols symbols;

    WorldStack(ScopedSymbols symbols) {
        this.symbols = symbols;
    }

    /**
     * Where software of a world is.
     *
     * @param space its virtual addresses
     * @param rd of the realm that executes, or {@link org.realmscope.debug.inspect.RealmSelector#NONE}
     * @param registers of its innermost frame
     */
    record Part(AddressSpace.Virtual space, long rd, int el, RegisterReader registers) {}

    /** The frames, innermost first. */
    List<Frame> frames(Part part) {
        List<Frame> frames = new ArrayList<>();
        for (StackFrame frame : unwinder(part).unwind(part.registers(), LIMIT)) {
            List<SourceFrame> functions = frame.sourceFrames();
            if (functions.isEmpty()) {
                frames.add(new CodeFrame(part.space(), part.el(), frame, null));
            }
            functions.forEach(function -> frames.add(new CodeFrame(part.space(), part.el(), frame, function)));
        }
        return frames;
    }

    /** The innermost of {@link #frames}. */
    CodeFrame innermost(Part part) {
        StackFrame frame = unwinder(part).innermost(part.registers());
        List<SourceFrame> functions = frame.sourceFrames();
        return new CodeFrame(part.space(), part.el(), frame, functions.isEmpty() ? null : functions.getFirst());
    }

    private Unwinder unwinder(Part part) {
        return new Unwinder(
                symbols.finder(part.space().regime(), part.rd()),
                new SpaceMemory(symbols.view(), part.space()),
                VIRTUAL_ADDRESS_BITS);
    }

    /** The registers of a caller whose next instruction is behind the SMC that it is executing. */
    static RegisterReader atCall(RegisterReader behind) {
        return number -> {
            OptionalLong value = behind.read(number);
            return number == RegisterReader.PC && value.isPresent()
                    ? OptionalLong.of(value.getAsLong() - INSTRUCTION_SIZE)
                    : value;
        };
    }
}
