package org.realmscope.rmm.view;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.EntryState;

/**
 * What always holds between commands: each granule that a Realm uses is used once and owned by that Realm, its state
 * says what for, and the granule protection table agrees.
 */
final class Invariants {
    private final Rmm rmm;
    private final RmmView view;
    private final List<String> violations = new ArrayList<>();
    /** Address of each granule that something refers to, in the order found. */
    private final TreeMap<Long, GranuleState> used = new TreeMap<>();

    private Invariants(Rmm rmm) {
        this.rmm = rmm;
        this.view = new RmmView(rmm);
    }

    /** What does not hold; empty if everything does. */
    static List<String> check(Rmm rmm) {
        Invariants invariants = new Invariants(rmm);
        invariants.checkRealms();
        invariants.checkRecs();
        invariants.checkGranules();
        return List.copyOf(invariants.violations);
    }

    private void checkRealms() {
        for (RealmSnapshot realm : view.realms()) {
            use(realm.rd(), GranuleState.RD, realm.rd());
            for (int i = 0; i < realm.rttNumStart(); i++) {
                use(realm.rttBase() + (long) i * PhysicalMemory.GRANULE_SIZE, GranuleState.RTT, realm.rd());
            }
            for (RttEntrySnapshot entry : view.startingLevel(realm.rd())) {
                checkEntry(realm, entry);
            }
            if (rmm.vmids.isFree(realm.vmid())) {
                violations.add("VMID %d of the Realm at 0x%x is free".formatted(realm.vmid(), realm.rd()));
            }
        }
    }

    private void checkEntry(RealmSnapshot realm, RttEntrySnapshot entry) {
        boolean isProtected = entry.ipa() >>> (realm.ipaWidth() - 1) == 0;
        switch (entry.state()) {
            case TABLE -> {
                use(entry.outputAddress(), GranuleState.RTT, realm.rd());
                view.children(realm.rd(), entry).forEach(child -> checkEntry(realm, child));
            }
            case ASSIGNED -> {
                for (long i = 0; i < entry.size(); i += PhysicalMemory.GRANULE_SIZE) {
                    use(entry.outputAddress() + i, GranuleState.DATA, realm.rd());
                }
            }
            case UNASSIGNED, UNASSIGNED_NS, ASSIGNED_NS -> {}
        }
        boolean isNs = entry.state() == EntryState.UNASSIGNED_NS || entry.state() == EntryState.ASSIGNED_NS;
        if (entry.state() != EntryState.TABLE && isNs == isProtected) {
            violations.add("entry of ipa 0x%x is %s".formatted(entry.ipa(), entry.state()));
        }
    }

    private void checkRecs() {
        for (RecSnapshot rec : view.recs()) {
            use(rec.rec(), GranuleState.REC, rec.rd());
            for (int i = 0; i < rmm.recs.numAux(rec.rec()); i++) {
                use(rmm.recs.aux(rec.rec(), i), GranuleState.REC_AUX, rec.rd());
            }
        }
        for (RealmSnapshot realm : view.realms()) {
            long count =
                    view.recs().stream().filter(rec -> rec.rd() == realm.rd()).count();
            if (count != realm.numRecs()) {
                violations.add("Realm at 0x%x counts %d RECs and has %d".formatted(realm.rd(), realm.numRecs(), count));
            }
        }
    }

    private void use(long pa, GranuleState state, long owner) {
        if (used.put(pa, state) != null) {
            violations.add("granule 0x%x is used twice".formatted(pa));
        }
        if (!rmm.granules.is(pa, state) || rmm.granules.owner(pa) != owner) {
            violations.add("granule 0x%x is used as %s of 0x%x, but is %s of 0x%x"
                    .formatted(pa, state, owner, rmm.granules.state(pa), rmm.granules.owner(pa)));
        }
    }

    private void checkGranules() {
        for (GranuleRange range : view.granules()) {
            for (long i = 0; i < range.count(); i++) {
                checkGranule(range, range.pa() + i * PhysicalMemory.GRANULE_SIZE);
            }
        }
    }

    private void checkGranule(GranuleRange range, long pa) {
        boolean free = range.state() == GranuleState.DELEGATED;
        if (free == used.containsKey(pa)) {
            violations.add(
                    "granule 0x%x is %s".formatted(pa, free ? "DELEGATED and used" : range.state() + " and unused"));
        }
        if (rmm.platform.granuleProtection.owner(pa) != PhysicalAddressSpace.REALM) {
            violations.add("granule 0x%x is %s and not in the Realm PAS".formatted(pa, range.state()));
        }
    }
}
