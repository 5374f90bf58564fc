package org.realmscope.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.machine.control.WatchedAccess;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.machine.event.EventChannel;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;

/** Breakpoints and watchpoints of a machine. They belong to the host side: nothing of them is state. */
final class Breakpoints implements Platform.WatchObserver {
    private final Board board;
    private final Map<Long, List<PeCondition>> conditions = new TreeMap<>();
    private final List<Watchpoint> watched = new ArrayList<>();
    private boolean watching;
    private @Nullable WatchedAccess access;

    Breakpoints(Board board) {
        this.board = board;
        board.platform.watchObserver = this;
        board.events.setWatchedWrites(this::isWrittenNatively);
    }

    void add(long pa, PeCondition condition) {
        conditions.computeIfAbsent(pa, key -> new ArrayList<>()).add(condition);
        board.engine.breakpoints().add(pa);
    }

    void remove(long pa, PeCondition condition) {
        List<PeCondition> armed = conditions.get(pa);
        if (armed != null && armed.remove(condition) && armed.isEmpty()) {
            conditions.remove(pa);
            board.engine.breakpoints().remove(pa);
        }
    }

    /**
     * Physical address of the breakpoint that the PE stands at, or {@link EventChannel#NO_ADDRESS} if no condition
     * holds.
     */
    long hit(Pe pe) {
        // The engine has just fetched there, so that the TLB holds the translation and asking for it changes nothing.
        long pa = pe.mmu.translateFetch(pe.pc);
        List<PeCondition> armed = conditions.get(pa);
        if (armed != null) {
            for (PeCondition condition : armed) {
                if (condition.holds(pe)) {
                    return pa;
                }
            }
        }
        return EventChannel.NO_ADDRESS;
    }

    void watch(Watchpoint watchpoint) {
        watched.add(watchpoint);
        mark();
    }

    void unwatch(Watchpoint watchpoint) {
        if (watched.remove(watchpoint)) {
            forEachGranule(watchpoint, pa -> board.memory.unmark(pa, PhysicalMemory.WATCHED));
            mark();
        }
    }

    /** Whether accesses to watched memory stop the machine. */
    void setWatching(boolean on) {
        watching = on;
    }

    @Override
    public boolean stops(Pe pe, long pa, int length, boolean isRead, boolean isWrite) {
        boolean stops = watching && isWatched(pa, length, isRead, isWrite);
        if (stops) {
            access = new WatchedAccess(pa, length, isRead, isWrite);
        }
        return stops;
    }

    private boolean isWrittenNatively(long pa, int length) {
        boolean stops = isWatched(pa, length, false, true);
        if (stops) {
            access = new WatchedAccess(pa, length, false, true);
        }
        return stops;
    }

    /** The access before which, or native write behind which, a watchpoint stopped the machine last. */
    @Nullable
    WatchedAccess access() {
        return access;
    }

    boolean isWatched(long pa, int length, boolean isRead, boolean isWrite) {
        for (Watchpoint each : watched) {
            if (each.overlaps(pa, length) && ((isRead && each.onRead()) || (isWrite && each.onWrite()))) {
                return true;
            }
        }
        return false;
    }

    /** Puts the marks of watched memory on; they are lost when memory is put back to another moment. */
    void mark() {
        for (Watchpoint each : watched) {
            forEachGranule(each, this::markGranule);
        }
    }

    private void markGranule(long pa) {
        if ((board.memory.marks(pa) & PhysicalMemory.WATCHED) == 0) {
            board.memory.mark(pa, PhysicalMemory.WATCHED);
        }
    }

    private static void forEachGranule(Watchpoint watchpoint, LongConsumer action) {
        long end = watchpoint.pa() + watchpoint.length();
        for (long pa = watchpoint.pa() & -PhysicalMemory.GRANULE_SIZE; pa < end; pa += PhysicalMemory.GRANULE_SIZE) {
            action.accept(pa);
        }
    }
}
