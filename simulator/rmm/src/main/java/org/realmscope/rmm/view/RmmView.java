package org.realmscope.rmm.view;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.rec.RecState;
import org.realmscope.rmm.rec.Recs;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.Rtts;
import org.realmscope.rmm.rtt.S2Entry;
import org.realmscope.rmm.run.AbortDecision;

/**
 * What the RMM's state is now. Everything is decoded from simulated memory when it is asked for; nothing is changed.
 */
public final class RmmView {
    private final Rmm rmm;

    public RmmView(Rmm rmm) {
        this.rmm = rmm;
    }

    /** Invariants of the RMM that do not hold; always empty between commands. */
    public List<String> violations() {
        return Invariants.check(rmm);
    }

    // --- granules

    public GranuleState granuleState(long pa) {
        return rmm.granules.state(pa);
    }

    /** Address of the RD that owns the granule of {@code pa}, 0 if no Realm does. */
    public long granuleOwner(long pa) {
        return rmm.granules.owner(pa);
    }

    /**
     * The first granule from {@code pa} on that may have another state than UNDELEGATED.
     *
     * @param pa address of a granule that is UNDELEGATED
     */
    public long skipUndelegated(long pa) {
        return rmm.granules.skipUnwritten(pa);
    }

    /** All granules that are not UNDELEGATED, in ascending order. */
    public List<GranuleRange> granules() {
        List<GranuleRange> ranges = new ArrayList<>();
        for (MemoryRegion region : rmm.granules.regions()) {
            long first = rmm.granules.skipUnwritten(region.base());
            for (long pa = first;
                    pa < region.end();
                    pa = rmm.granules.skipUnwritten(pa + PhysicalMemory.GRANULE_SIZE)) {
                GranuleState state = rmm.granules.state(pa);
                if (state != GranuleState.UNDELEGATED) {
                    append(ranges, pa, state, rmm.granules.owner(pa));
                }
            }
        }
        return ranges;
    }

    private static void append(List<GranuleRange> ranges, long pa, GranuleState state, long owner) {
        if (!ranges.isEmpty()) {
            GranuleRange last = ranges.getLast();
            boolean follows = last.pa() + last.count() * PhysicalMemory.GRANULE_SIZE == pa;
            if (follows && last.state() == state && last.owner() == owner) {
                ranges.set(ranges.size() - 1, new GranuleRange(last.pa(), last.count() + 1, state, owner));
                return;
            }
        }
        ranges.add(new GranuleRange(pa, 1, state, owner));
    }

    private List<Long> granulesIn(GranuleState state) {
        List<Long> found = new ArrayList<>();
        for (GranuleRange range : granules()) {
            for (long i = 0; range.state() == state && i < range.count(); i++) {
                found.add(range.pa() + i * PhysicalMemory.GRANULE_SIZE);
            }
        }
        return found;
    }

    // --- realms and RECs

    /** All Realms, by the address of their RD. */
    public List<RealmSnapshot> realms() {
        return granulesIn(GranuleState.RD).stream().map(this::realm).toList();
    }

    /**
     * Bits of the IPA space of a Realm.
     *
     * @param rd address of an RD
     */
    public int ipaWidth(long rd) {
        return rmm.realms.ipaWidth(rd);
    }

    /** @param rd address of an RD */
    public RealmSnapshot realm(long rd) {
        List<String> measurements = new ArrayList<>();
        for (int i = 0; i < Realms.MEASUREMENTS; i++) {
            measurements.add(RealmSnapshot.hex(rmm.measurements.value(rd, i)));
        }
        return new RealmSnapshot(
                rd,
                rmm.realms.state(rd),
                rmm.realms.ipaWidth(rd),
                rmm.realms.hasLpa2(rd),
                rmm.realms.vmid(rd),
                rmm.measurements.algorithm(rd),
                rmm.realms.rttBase(rd),
                rmm.realms.rttLevelStart(rd),
                rmm.realms.rttNumStart(rd),
                rmm.realms.recIndex(rd),
                rmm.realms.numRecs(rd),
                measurements);
    }

    /** All RECs, by the address of their granule. */
    public List<RecSnapshot> recs() {
        return granulesIn(GranuleState.REC).stream().map(this::rec).toList();
    }

    /**
     * MPIDR of a REC.
     *
     * @param rec address of a REC granule
     */
    public long mpidr(long rec) {
        return rmm.recs.mpidrOf(rec);
    }

    /** @param rec address of a REC granule */
    public RecSnapshot rec(long rec) {
        return new RecSnapshot(
                rec,
                rmm.recs.owner(rec),
                rmm.recs.mpidrOf(rec),
                rmm.recs.is(rec, RecState.RUNNING),
                rmm.recs.isRunnable(rec),
                rmm.recs.isPsciPending(rec),
                rmm.recs.isHostCallPending(rec),
                rmm.recs.pc(rec),
                rmm.recs.ripasAddr(rec),
                rmm.recs.ripasTop(rec),
                rmm.recs.lastExit(rec));
    }

    /** Address of the REC that runs on a PE, 0 if none does. */
    public long runningRec(int pe) {
        return rmm.recs.runningOn(pe);
    }

    /**
     * The registers of a REC as they are saved while it does not run.
     *
     * @param rec address of a REC granule
     */
    public SavedContext realmContext(long rec) {
        return new SavedContext(rmm.contexts, rec + Recs.GPRS, false);
    }

    /**
     * The registers of the host as they are saved while a REC runs.
     *
     * @param rec address of the granule of a REC that runs
     */
    public SavedContext hostContext(long rec) {
        return new SavedContext(rmm.contexts, rmm.recs.aux(rec, 0), true);
    }

    // --- RTTs

    /** The entries of the starting level that are in the IPA space of the Realm. */
    public List<RttEntrySnapshot> startingLevel(long rd) {
        int level = rmm.realms.rttLevelStart(rd);
        long count = Math.max(1, 1L << (rmm.realms.ipaWidth(rd) - S2Entry.shift(level)));
        List<RttEntrySnapshot> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long table = rmm.realms.rttBase(rd) + (i / S2Entry.ENTRIES) * PhysicalMemory.GRANULE_SIZE;
            entries.add(entry(rd, table, (int) (i % S2Entry.ENTRIES), level, i << S2Entry.shift(level)));
        }
        return entries;
    }

    /** The entries of the table that a TABLE entry refers to. */
    public List<RttEntrySnapshot> children(long rd, RttEntrySnapshot parent) {
        if (parent.state() != EntryState.TABLE) {
            return List.of();
        }
        int level = parent.level() + 1;
        List<RttEntrySnapshot> entries = new ArrayList<>();
        for (int i = 0; i < Rtts.entries(level); i++) {
            entries.add(entry(rd, parent.outputAddress(), i, level, parent.ipa() + i * S2Entry.size(level)));
        }
        return entries;
    }

    /** The entries that the walk of an IPA reads, from the starting level on. */
    public List<RttEntrySnapshot> walk(long rd, long ipa) {
        List<RttEntrySnapshot> path = new ArrayList<>();
        RttWalk walk = new RttWalk();
        int level = rmm.realms.rttLevelStart(rd);
        do {
            rmm.rtts.walk(rd, ipa, level, walk);
            path.add(entry(rd, walk.table, walk.index, walk.level, ipa & -S2Entry.size(walk.level)));
            level++;
        } while (walk.isTable());
        return path;
    }

    /** Whether an IPA is in the IPA space of the Realm. */
    public boolean isInIpaSpace(long rd, long ipa) {
        return rmm.realms.isInIpaSpace(rd, ipa);
    }

    /** Fills {@code walk} with the entry at which the walk of an IPA of the Realm ends. */
    public void walk(long rd, long ipa, RttWalk walk) {
        rmm.rtts.walk(rd, ipa, S2Entry.PAGE_LEVEL, walk);
    }

    /**
     * The row of the decision table for an abort of a REC, by the state as it is now.
     *
     * @param esr ESR_EL2 of the abort
     * @param hpfar HPFAR_EL2 of the abort
     */
    public AbortDecision decision(long rec, long esr, long hpfar, RttWalk walk) {
        return AbortDecision.of(rmm, rec, esr, hpfar, walk);
    }

    private RttEntrySnapshot entry(long rd, long table, int index, int level, long ipa) {
        boolean lpa2 = rmm.realms.hasLpa2(rd);
        long descriptor = rmm.rtts.entry(table, index);
        EntryState state = S2Entry.state(descriptor, level);
        boolean hasAddress = state != EntryState.UNASSIGNED && state != EntryState.UNASSIGNED_NS;
        long address = hasAddress ? S2Entry.outputAddress(descriptor, lpa2) : 0;
        long attributes = state == EntryState.ASSIGNED_NS ? S2Entry.hostAttributes(descriptor) : 0;
        return new RttEntrySnapshot(
                ipa,
                S2Entry.size(level),
                level,
                table,
                index,
                state,
                Ripas.of(S2Entry.ripas(descriptor, level)),
                address,
                attributes,
                descriptor);
    }
}
