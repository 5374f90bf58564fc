package org.realmscope.rmm.command;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.rmm.granule.GranuleObserver;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.RttObserver;

/** Collects what a command changes while somebody listens. */
final class ChangeRecorder implements GranuleObserver, RttObserver {
    private List<Change> changes = new ArrayList<>();

    /** The changes since the last call. */
    List<Change> take() {
        List<Change> taken = List.copyOf(changes);
        changes = new ArrayList<>();
        return taken;
    }

    @Override
    public void granuleChanged(long pa, GranuleState before, GranuleState after, long owner) {
        changes.add(new Change.Granule(pa, before, after, owner));
    }

    @Override
    public void entryChanged(long table, int index, long before, long after) {
        changes.add(new Change.Entry(table, index, before, after));
    }

    @Override
    public void tlbInvalidated(int vmid, long ipa, long size) {
        changes.add(new Change.Tlb(vmid, ipa, size));
    }

    void granuleAssigned(long pa, PhysicalAddressSpace before, PhysicalAddressSpace after) {
        changes.add(new Change.Gpt(pa, before, after));
    }
}
