package org.realmscope.rmm.rtt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.realm.Realms;

/** Walks, scans and edits the RTTs of all Realms. */
public final class Rtts {
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Entries that a table of level -1 has; the IPA has no more bits. */
    private static final int LEVEL_MINUS_1_ENTRIES = 16;

    /** Set while somebody listens. */
    public @Nullable RttObserver observer;

    private final PhysicalMemory memory;
    private final Realms realms;

    public Rtts(PhysicalMemory memory, Realms realms) {
        this.memory = memory;
        this.realms = realms;
    }

    // --- walk

    /**
     * RttWalk (DEN0137): from the starting level towards {@code targetLevel}, until it is reached or an entry is not
     * TABLE.
     *
     * @param ipa below {@code 2^ipa_width}
     */
    public void walk(long rd, long ipa, int targetLevel, RttWalk walk) {
        boolean lpa2 = realms.hasLpa2(rd);
        int level = realms.rttLevelStart(rd);
        long number = ipa >>> S2Entry.shift(level);
        long table = realms.rttBase(rd) + (number >>> 9 << 12);
        int index = (int) number & (S2Entry.ENTRIES - 1);
        long entry = entry(table, index);
        while (level < targetLevel && S2Entry.isTable(entry, level)) {
            level++;
            table = S2Entry.outputAddress(entry, lpa2);
            index = (int) (ipa >>> S2Entry.shift(level)) & (S2Entry.ENTRIES - 1);
            entry = entry(table, index);
        }
        walk.table = table;
        walk.index = index;
        walk.level = level;
        walk.entry = entry;
    }

    public long entry(long table, int index) {
        return (long) U64.get(memory.readableFrame(table), index * S2Entry.SIZE);
    }

    public void setEntry(long table, int index, long entry) {
        RttObserver listener = observer;
        if (listener != null) {
            listener.entryChanged(table, index, entry(table, index), entry);
        }
        memory.write64(table + (long) index * S2Entry.SIZE, entry);
    }

    // --- scans

    /**
     * RttSkipNonLiveEntries (DEN0137): IPA of the first live entry of the RTT where {@code walk} ended, from the entry
     * of {@code ipa} on, else of what follows the RTT. If the entry of {@code ipa} itself is live the result is
     * {@code ipa}.
     */
    public long skipNonLive(RttWalk walk, long ipa) {
        byte[] frame = memory.readableFrame(walk.table);
        int index = walk.index;
        while (index < S2Entry.ENTRIES && !S2Entry.isLive((long) U64.get(frame, index * S2Entry.SIZE))) {
            index++;
        }
        if (index == walk.index) {
            return ipa;
        }
        int shift = S2Entry.shift(walk.level);
        return (ipa >>> shift) + (index - walk.index) << shift;
    }

    /**
     * RttSkipEntriesWithRipas (DEN0137): end of the entries from the one of {@code base} on whose RIPAS a command may
     * change, limited by {@code top} and aligned down to the level of the walk.
     *
     * @param stopAtDestroyed whether entries with RIPAS DESTROYED end the scan
     * @param stopAtAssigned whether ASSIGNED entries end the scan
     */
    public long skipWithRipas(RttWalk walk, long base, long top, boolean stopAtDestroyed, boolean stopAtAssigned) {
        byte[] frame = memory.readableFrame(walk.table);
        int index = walk.index;
        int shift = S2Entry.shift(walk.level);
        long last = walk.index + (top - 1 >>> shift) - (base >>> shift);
        for (; index < S2Entry.ENTRIES && index <= last; index++) {
            long entry = (long) U64.get(frame, index * S2Entry.SIZE);
            if (S2Entry.isTable(entry, walk.level)
                    || stopAtDestroyed && S2Entry.ripas(entry, walk.level) == Ripas.DESTROYED.ordinal()
                    || stopAtAssigned && S2Entry.isAssigned(entry, walk.level)) {
                break;
            }
        }
        long stop = (base >>> shift) + (index - walk.index) << shift;
        return Math.min(stop, top) >>> shift << shift;
    }

    /**
     * End of the entries, from the one of {@code ipa} on, that have its RIPAS and are in the RTT where {@code walk}
     * ended.
     */
    public long endOfRipas(RttWalk walk, long ipa) {
        byte[] frame = memory.readableFrame(walk.table);
        int ripas = walk.ripas();
        int index = walk.index + 1;
        for (; index < S2Entry.ENTRIES; index++) {
            long entry = (long) U64.get(frame, index * S2Entry.SIZE);
            if (S2Entry.isTable(entry, walk.level) || S2Entry.ripas(entry, walk.level) != ripas) {
                break;
            }
        }
        int shift = S2Entry.shift(walk.level);
        return (ipa >>> shift) + (index - walk.index) << shift;
    }

    /** Whether the RTT at {@code table} blocks its destruction: some entry is ASSIGNED or TABLE. */
    public boolean isLive(long table, int level) {
        byte[] frame = memory.readableFrame(table);
        for (int i = 0; i < S2Entry.ENTRIES; i++) {
            long entry = (long) U64.get(frame, i * S2Entry.SIZE);
            if (S2Entry.isAssigned(entry, level) || S2Entry.isTable(entry, level)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every entry of the RTT at {@code table} is in one of the states ASSIGNED and TABLE. */
    public boolean isFullyLive(long table, int level) {
        byte[] frame = memory.readableFrame(table);
        for (int i = 0; i < S2Entry.ENTRIES; i++) {
            long entry = (long) U64.get(frame, i * S2Entry.SIZE);
            if (!S2Entry.isAssigned(entry, level) && !S2Entry.isTable(entry, level)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the RTT at {@code table} is homogeneous (DEN0137): one entry of the level above can stand for it. */
    public boolean isHomogeneous(long table, int level, boolean lpa2) {
        EntryState state = S2Entry.state(entry(table, 0), level);
        boolean assigned = state == EntryState.ASSIGNED || state == EntryState.ASSIGNED_NS;
        return state != EntryState.TABLE
                && (!assigned || level > S2Entry.MIN_BLOCK_LEVEL)
                && isAlike(table, level, assigned, lpa2);
    }

    /** Whether the RTT at {@code table} maps one aligned block of Non-secure memory, be it too large for an entry. */
    public boolean isContiguousNs(long table, int level, boolean lpa2) {
        return S2Entry.isAssignedNs(entry(table, 0), level) && isAlike(table, level, true, lpa2);
    }

    /** Whether all entries are like the first, and if they are {@code assigned} map one aligned block. */
    private boolean isAlike(long table, int level, boolean assigned, boolean lpa2) {
        byte[] frame = memory.readableFrame(table);
        long first = (long) U64.get(frame, 0);
        long pa = S2Entry.outputAddress(first, lpa2);
        if (assigned && (pa & S2Entry.size(level - 1) - 1) != 0) {
            return false;
        }
        for (int i = 1; i < S2Entry.ENTRIES; i++) {
            long entry = (long) U64.get(frame, i * S2Entry.SIZE);
            if (!S2Entry.isAlike(first, entry, lpa2)
                    || assigned && S2Entry.outputAddress(entry, lpa2) != pa + i * S2Entry.size(level)) {
                return false;
            }
        }
        return true;
    }

    // --- tables

    /**
     * Fills the table at {@code table}, one level below {@code parentLevel}, with the parts of what {@code parent}
     * maps.
     */
    public void unfold(long table, long parent, int parentLevel, boolean lpa2) {
        for (int i = 0; i < S2Entry.ENTRIES; i++) {
            memory.write64(table + (long) i * S2Entry.SIZE, S2Entry.createChild(parent, parentLevel, i, lpa2));
        }
    }

    /** Fills the starting-level tables: UNASSIGNED, RIPAS EMPTY in the Protected half, UNASSIGNED_NS in the other. */
    public void createStartingLevel(long rd) {
        int shift = S2Entry.shift(realms.rttLevelStart(rd));
        int width = realms.ipaWidth(rd);
        long firstUnprotected = 1L << (width - 1 - shift);
        long count = 1L << (width - shift);
        long base = realms.rttBase(rd);
        for (long i = firstUnprotected; i < count; i++) {
            memory.write64(base + i * S2Entry.SIZE, S2Entry.createUnassignedNs());
        }
    }

    /** Whether some starting-level RTT of the Realm is live. */
    public boolean isStartingLevelLive(long rd) {
        long base = realms.rttBase(rd);
        for (int i = 0; i < realms.rttNumStart(rd); i++) {
            if (isLive(base + (long) i * PhysicalMemory.GRANULE_SIZE, realms.rttLevelStart(rd))) {
                return true;
            }
        }
        return false;
    }

    /** Entries that a table of {@code level} has. */
    public static int entries(int level) {
        return level < 0 ? LEVEL_MINUS_1_ENTRIES : S2Entry.ENTRIES;
    }
}
