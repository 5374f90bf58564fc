package org.realmscope.rmm.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.granule.GranuleTable;
import org.realmscope.rmm.measurement.Measurements;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.realm.Vmids;
import org.realmscope.rmm.rec.Contexts;
import org.realmscope.rmm.rec.Recs;
import org.realmscope.rmm.rtt.Rtts;
import org.realmscope.rmm.rtt.TlbMaintenance;

/** What the commands of one RMM work on. All of it reads and writes simulated memory; none of it holds state. */
public final class Rmm {
    public final RmmConfiguration configuration;
    public final Platform platform;
    public final PhysicalMemory memory;
    public final GranuleTable granules;
    public final Realms realms;
    public final Vmids vmids;
    public final Rtts rtts;
    public final TlbMaintenance tlb;
    public final Recs recs;
    public final Contexts contexts;
    public final Measurements measurements;

    private @Nullable ChangeRecorder changes;

    public Rmm(RmmConfiguration configuration, Platform platform) {
        this.configuration = configuration;
        this.platform = platform;
        this.memory = platform.memory;
        this.granules = new GranuleTable(memory, configuration.carveOut(), configuration.delegable());
        this.realms = new Realms(memory);
        this.vmids = new Vmids(memory, configuration.carveOut());
        this.rtts = new Rtts(memory, realms);
        this.tlb = new TlbMaintenance(platform);
        this.recs = new Recs(memory, configuration.carveOut());
        this.contexts = new Contexts(memory, recs);
        this.measurements = new Measurements(memory, realms);
    }

    // --- what changes, for listeners

    /** Starts or ends the recording of changes. */
    public void setRecording(boolean recording) {
        ChangeRecorder recorder = recording ? new ChangeRecorder() : null;
        changes = recorder;
        granules.observer = recorder;
        rtts.observer = recorder;
        tlb.observer = recorder;
    }

    /** The changes since the last call; empty if they are not recorded. */
    public List<Change> takeChanges() {
        ChangeRecorder recorder = changes;
        return recorder == null ? List.of() : recorder.take();
    }

    /** Asks EL3 to give a granule to another physical address space. */
    public void assignGranule(long pa, PhysicalAddressSpace space) {
        ChangeRecorder recorder = changes;
        if (recorder != null) {
            recorder.granuleAssigned(pa, platform.granuleProtection.owner(pa), space);
        }
        platform.assignGranule(pa, space);
    }

    /** Whether a choice is decided as in the reference implementation. */
    public boolean asReference(RmmChoice choice) {
        return configuration.choices().asReference(choice);
    }

    /** GranuleAccessPermitted(pa, NS), for memory: whether the granule of {@code pa} is in the Non-secure PAS. */
    public boolean isNonSecure(long pa) {
        return platform.granuleProtection.owner(pa) == PhysicalAddressSpace.NON_SECURE;
    }
}
