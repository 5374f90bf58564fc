package org.realmscope.platform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryWatcher;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.SemihostingPort;
import org.realmscope.platform.world.RealmWorld;

/** The hardware that PEs share, and the ports through which they reach what is native. */
public final class Platform implements MemoryWatcher {
    public final PhysicalMemory memory;
    public final GranuleProtectionTable granuleProtection;
    public final Bus bus;
    /** Told of architectural events; one null check where they happen. */
    public @Nullable PlatformObserver observer;
    /** Told when decoded code may have changed; set by the execution engine. */
    public @Nullable CodeObserver codeObserver;
    /** Where semihosting writes; null makes its calls UNDEFINED. */
    public @Nullable SemihostingPort semihosting;
    /** Asked about accesses to watched granules; set by a debugger. */
    public @Nullable WatchObserver watchObserver;
    /** State of the RNDR generator, seeded by the run (SplitMix64). */
    public long randomState;

    private final List<Pe> pes = new ArrayList<>();
    private final RealmWorld realmWorld;

    /** Hears of writes to granules that carry {@link PhysicalMemory#CODE}. */
    public interface CodeObserver {
        /** Whether a write to these bytes, within one granule, would make decoded instructions stale. */
        boolean holdsCode(long pa, int length);

        /**
         * Bytes {@code pa} to {@code pa + length - 1}, within one granule, change: decoded instructions there are
         * stale.
         */
        void codeWritten(long pa, int length);
    }

    /** Is asked about accesses of instructions to granules that carry {@link PhysicalMemory#WATCHED}. */
    public interface WatchObserver {
        /**
         * Whether the machine is to stop before the instruction that is about to access these bytes, within one
         * granule.
         *
         * @param isRead whether the access reads; an atomic update reads and writes
         */
        boolean stops(Pe pe, long pa, int length, boolean isRead, boolean isWrite);
    }

    public Platform(PhysicalMemory memory, GranuleProtectionTable granuleProtection, Bus bus, RealmWorld realmWorld) {
        this.memory = memory;
        this.granuleProtection = granuleProtection;
        this.bus = bus;
        this.realmWorld = realmWorld;
        memory.setWatcher(this);
    }

    /** Adds the next PE; its {@link Pe#index} is its position. */
    public Pe addPe() {
        Pe pe = new Pe(pes.size(), this);
        pes.add(pe);
        return pe;
    }

    public int peCount() {
        return pes.size();
    }

    public Pe pe(int index) {
        return pes.get(index);
    }

    public RealmWorld realmWorld() {
        return realmWorld;
    }

    /**
     * Gives a granule to another physical address space, as EL3 does for GRANULE_DELEGATE and GRANULE_UNDELEGATE:
     * writes the GPT entry and invalidates what any PE has cached for the granule ({@code TLBI PAALLOS} by address).
     */
    public void assignGranule(long pa, PhysicalAddressSpace owner) {
        PlatformObserver listener = observer;
        if (listener != null) {
            listener.granuleAssigned(pa, granuleProtection.owner(pa), owner);
        }
        granuleProtection.assign(pa, owner);
        for (int i = 0; i < pes.size(); i++) {
            pes.get(i).mmu.dropPhysicalPage(pa);
        }
    }

    /** A snapshot of {@link #memory} has been taken: PEs must not write shared frames. */
    public void memorySnapshotTaken() {
        for (int i = 0; i < pes.size(); i++) {
            pes.get(i).mmu.memorySnapshotTaken();
        }
    }

    /** {@link #memory} has been put back to a snapshot: PEs must forget what they derived from it. */
    public void memoryRestored() {
        granuleProtection.memoryRestored();
        for (int i = 0; i < pes.size(); i++) {
            pes.get(i).mmu.memoryRestored();
        }
    }

    @Override
    public void frameReplaced(long pa, int reader) {
        for (int i = 0; i < pes.size(); i++) {
            pes.get(i).mmu.frameReplaced(pa, reader);
        }
    }

    @Override
    public void markedGranuleWritten(long pa, int length) {
        int marks = memory.marks(pa);
        if ((marks & PhysicalMemory.CODE) != 0 && codeObserver != null) {
            codeObserver.codeWritten(pa, length);
        }
        if ((marks & PhysicalMemory.MONITORED) != 0) {
            for (int i = 0; i < pes.size(); i++) {
                pes.get(i).mmu.exclusiveMonitor().otherWrite(pa, length);
            }
        }
        PlatformObserver listener = observer;
        if ((marks & PhysicalMemory.WATCHED) != 0 && listener != null) {
            listener.watchedMemoryWritten(pa, length);
        }
    }
}
