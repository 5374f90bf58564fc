package org.realmscope.adapter.debuggee;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.Function;
import org.realmscope.debug.dwarf.SourceLine;
import org.realmscope.debug.inspect.DisassembledInstruction;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.symbols.CodePosition;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SymbolScopes;

/** The calls of the line that a thread executes, from where it stands on. */
public final class LineCalls {
    /** A function is not looked through beyond. */
    private static final int LONGEST = 4096;

    private static final int BL_MASK = 0xfc00_0000;
    private static final int BL = 0x9400_0000;
    private static final int BLR_MASK = 0xfeff_f000;
    private static final int BLR = 0xd63f_0000;
    private static final int SMC_MASK = 0xffe0_001f;
    private static final int SMC = 0xd400_0003;

    private LineCalls() {}

    /**
     * A call.
     *
     * @param address of the instruction that calls
     * @param name of what it calls
     */
    public record Call(long address, String name) {}

    /** The calls of the line of a frame; none if the frame is not the one that its PE executes. */
    public static List<Call> of(Debuggee debuggee, Reference.Frame reference) {
        ThreadView thread = reference.thread();
        if (!(debuggee.stacks().frame(reference) instanceof CodeFrame code)
                || !thread.isLive()
                || code.function() == null
                || code.frame().pc() != thread.pe().pc) {
            return List.of();
        }
        Function function = code.function().function();
        CodePosition here = debuggee.programs()
                .position(thread.view(), code.space(), code.frame().pc());
        List<Call> calls = new ArrayList<>();
        if (here == null) {
            return calls;
        }
        long bias = here.image().loaded().bias();
        for (DisassembledInstruction each :
                thread.view().disassemble(code.space(), code.frame().pc(), LONGEST)) {
            boolean isInside = function.contains(each.address() - bias) && each.readable();
            if (!isInside) {
                break;
            }
            String name = name(here.image(), each);
            if (name != null && isSameLine(here.image(), each.address(), here.source())) {
                calls.add(new Call(each.address(), name));
            }
        }
        return calls;
    }

    private static boolean isSameLine(ProgramImage image, long va, SourceLine line) {
        SourceLine other = SymbolScopes.position(image, va).source();
        return line.isKnown() && other.line() == line.line() && Objects.equals(other.file(), line.file());
    }

    /** What an instruction calls; null if it is no call. */
    private static @Nullable String name(ProgramImage image, DisassembledInstruction instruction) {
        int word = instruction.word();
        if ((word & BL_MASK) == BL) {
            long target = instruction.address() + ((long) word << 38 >> 36);
            CodePosition position = image.hasCode(target) ? SymbolScopes.position(image, target) : null;
            String function = position == null ? null : position.function();
            String symbol = position == null ? null : position.symbol();
            return function != null ? function : symbol != null ? symbol : "0x" + Long.toHexString(target);
        }
        if ((word & BLR_MASK) == BLR) {
            return "(*x%d)".formatted(word >> 5 & 0x1f);
        }
        return (word & SMC_MASK) == SMC ? "smc" : null;
    }
}
