package org.realmscope.debug.symbols;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.LineMap;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.debug.dwarf.DebugInfo;
import org.realmscope.debug.dwarf.Function;
import org.realmscope.debug.dwarf.LineRow;
import org.realmscope.debug.dwarf.LineSequence;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.dwarf.StackFrame;
import org.realmscope.debug.dwarf.Unwinder;
import org.realmscope.debug.elf.ElfSymbol;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.platform.pe.Pe;

/** Source lines for stepping, from the debug information of what PEs execute. */
public final class SymbolLines implements LineMap {
    /** Bits of a virtual address without a pointer authentication code. */
    static final int VIRTUAL_ADDRESS_BITS = 48;

    private final ScopedSymbols symbols;

    public SymbolLines(SymbolScopes scopes, Inspection view) {
        this.symbols = new ScopedSymbols(scopes, view);
    }

    @Override
    public @Nullable LinePosition position(Pe pe, long address) {
        ProgramImage image = symbols.imageAt(pe, address);
        return image == null ? null : position(image, address - image.loaded().bias());
    }

    private static @Nullable LinePosition position(ProgramImage image, long pc) {
        DebugInfo info = image.info();
        LineRow row = info.lines().at(pc);
        SourceFile file = row == null ? null : row.file();
        if (row == null || file == null || row.line() == 0) {
            return null;
        }
        List<SourceFrame> frames = info.framesAt(pc);
        String function =
                frames.isEmpty() ? symbolAt(info, pc) : frames.getFirst().name();
        int depth = Math.max(0, frames.size() - 1);
        boolean isStatement = row.isStatement() && !row.continuesLine() && row.address() == pc;
        return new LinePosition(file.path(), row.line(), function, depth, isStatement);
    }

    private static String symbolAt(DebugInfo info, long pc) {
        ElfSymbol symbol = info.elf().symbols().at(pc);
        return symbol == null ? "" : symbol.name();
    }

    @Override
    public long frame(Pe pe) {
        StackFrame frame = frameOf(pe);
        OptionalLong cfa = frame == null ? OptionalLong.empty() : frame.cfa();
        return cfa.orElse(pe.x[Pe.SP]);
    }

    @Override
    public OptionalLong returnAddress(Pe pe) {
        StackFrame frame = frameOf(pe);
        StackFrame caller = frame == null ? null : frame.caller();
        return caller == null ? OptionalLong.empty() : OptionalLong.of(caller.pc());
    }

    private @Nullable StackFrame frameOf(Pe pe) {
        Regime regime = symbols.regime(pe);
        if (regime == null) {
            return null;
        }
        SpaceMemory memory = new SpaceMemory(symbols.view(), new AddressSpace.Virtual(regime, pe.index, null));
        long rd = symbols.view().runningRealm(pe.index);
        return new Unwinder(symbols.finder(regime, rd), memory, VIRTUAL_ADDRESS_BITS).innermost(PeRegisters.of(pe));
    }

    @Override
    public SortedSet<Long> statements(Pe pe, long address) {
        ProgramImage image = symbols.imageAt(pe, address);
        Function function = image == null
                ? null
                : image.info().functionAt(address - image.loaded().bias());
        if (image == null || function == null) {
            return Collections.emptySortedSet();
        }
        TreeSet<Long> statements = new TreeSet<>();
        for (LineSequence sequence : image.info().lines().sequences()) {
            boolean isNear = function.ranges().stream()
                    .anyMatch(range -> sequence.range().contains(range.low())
                            || range.contains(sequence.range().low()));
            for (LineRow row : isNear ? sequence.rows() : List.<LineRow>of()) {
                if (row.isStatement() && !row.isEndOfSequence() && row.line() > 0 && function.contains(row.address())) {
                    statements.add(row.address() + image.loaded().bias());
                }
            }
        }
        return statements;
    }

    @Override
    public long behindPrologue(Pe pe) {
        ProgramImage image = symbols.imageAt(pe, pe.pc);
        if (image == null) {
            return pe.pc;
        }
        long bias = image.loaded().bias();
        Function function = image.info().functionAt(pe.pc - bias);
        return function != null && function.entryPc() == pe.pc - bias
                ? image.info().stepStart(function) + bias
                : pe.pc;
    }
}
