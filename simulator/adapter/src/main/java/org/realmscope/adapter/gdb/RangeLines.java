package org.realmscope.adapter.gdb;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.LineMap;
import org.realmscope.debug.control.LinePosition;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/**
 * The addresses through which gdb wants to step, as if they were one line and all others another. What the PE does in
 * another world or at another Exception level has no line, so that it is stepped over.
 */
final class RangeLines implements LineMap {
    private final SecurityState world;
    private final int el;
    private final long start;
    private final long end;

    /**
     * @param pe where it stands now
     * @param end first address behind the range
     */
    RangeLines(Pe pe, long start, long end) {
        this.world = pe.securityState;
        this.el = pe.el;
        this.start = start;
        this.end = end;
    }

    @Override
    public @Nullable LinePosition position(Pe pe, long address) {
        if (pe.securityState != world || pe.el != el) {
            return null;
        }
        boolean isInside = address >= start && address < end;
        return new LinePosition("", isInside ? 1 : 2, "", 0, true);
    }

    @Override
    public long frame(Pe pe) {
        return 0;
    }

    @Override
    public OptionalLong returnAddress(Pe pe) {
        return OptionalLong.empty();
    }

    @Override
    public SortedSet<Long> statements(Pe pe, long address) {
        return Collections.emptySortedSet();
    }

    @Override
    public long behindPrologue(Pe pe) {
        return pe.pc;
    }
}
