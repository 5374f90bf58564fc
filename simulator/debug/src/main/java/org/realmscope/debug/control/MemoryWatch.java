package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Location;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.WatchedAccess;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.memory.PhysicalMemory;

/** Watched memory: a watchpoint in physical memory for each page of the range that is mapped. */
final class MemoryWatch {
    private static final long PAGE = 4096;

    private final Breakpoint.Memory memory;
    private List<Watchpoint> armed = List.of();
    private List<Location> locations = List.of();

    MemoryWatch(Breakpoint.Memory memory) {
        this.memory = memory;
    }

    /** Why a part of the range is not watched, null if all of it is. */
    @Nullable
    String problem() {
        for (Location location : locations) {
            if (!location.isFound()) {
                return location.problem();
            }
        }
        return null;
    }

    boolean isArmed() {
        return !armed.isEmpty();
    }

    /** Whether what the addresses lead to depends on the tables of a realm. */
    boolean isOfRealm() {
        return CodeLocation.isOfRealm(memory.space());
    }

    boolean isAffected(RmiEffect effect) {
        return isOfRealm()
                && locations.stream()
                        .anyMatch(each -> each.ipa() < 0
                                || each.rd() == effect.rd() && effect.ipa().contains(each.ipa()));
    }

    /** Looks the addresses up again, and arms what is mapped. */
    void refresh(Inspection view) {
        List<Watchpoint> wanted = new ArrayList<>();
        List<Location> found = new ArrayList<>();
        long end = memory.address() + memory.length();
        for (long at = memory.address(); at < end; at = (at & -PAGE) + PAGE) {
            Location location = view.locate(memory.space(), at);
            found.add(location);
            long pa = CodeLocation.physical(view, memory.space(), at, location);
            if (pa != CodeLocation.NOT_ARMED) {
                long length = Math.min(end, (at & -PAGE) + PAGE) - at;
                wanted.add(new Watchpoint(pa, length, memory.onRead(), memory.onWrite()));
            }
        }
        locations = found;
        if (!wanted.equals(armed)) {
            disarm(view.machine());
            wanted.forEach(view.machine()::addWatchpoint);
            armed = wanted;
        }
    }

    /** What conditions and log messages know of an access. */
    static EventFields fields(WatchedAccess access, int pe, Inspection view) {
        PhysicalMemory memory = view.machine().platform().memory;
        byte[] bytes = new byte[access.length()];
        memory.read(access.pa(), bytes, 0, bytes.length);
        long value = 0;
        for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        List<EventField> fields = new ArrayList<>(List.of(
                EventField.hexadecimal("pa", access.pa()),
                EventField.decimal("length", access.length()),
                EventField.constant("access", access.isWrite() ? FaultFilter.Access.WRITE : FaultFilter.Access.READ),
                EventField.hexadecimal("value", value)));
        fields.addAll(EventFields.running(pe, view));
        return new EventFields("an access", fields, EventConstants.ACCESSES);
    }

    void disarm(Machine machine) {
        armed.forEach(machine::removeWatchpoint);
        armed = List.of();
    }

    /** Whether an access is to watched memory. */
    boolean isHit(WatchedAccess access, Machine machine) {
        if (memory.space() instanceof AddressSpace.Physical(PhysicalAddressSpace space)
                && machine.platform().granuleProtection.owner(access.pa()) != space) {
            return false;
        }
        for (Watchpoint each : armed) {
            boolean isWatched = access.isRead() && each.onRead() || access.isWrite() && each.onWrite();
            if (isWatched && each.overlaps(access.pa(), access.length())) {
                return true;
            }
        }
        return false;
    }
}
