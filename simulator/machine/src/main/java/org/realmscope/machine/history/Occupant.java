package org.realmscope.machine.history;

/** Who runs on a PE: the REC that its host entered last. */
final class Occupant {
    final int pe;
    /** Physical address, 0 before the first RMI_REC_ENTER. */
    long rec;
    /** Number of the realm, or {@link TimelineEntry#UNKNOWN}. */
    int realm = TimelineEntry.UNKNOWN;
    /** Number of the REC in its realm, or {@link TimelineEntry#UNKNOWN}. */
    int vcpu = TimelineEntry.UNKNOWN;

    /** Number of the realm that the last RMI call of the PE's host named, or {@link TimelineEntry#UNKNOWN}. */
    int calledRealm = TimelineEntry.UNKNOWN;

    private int generation = -1;

    Occupant(int pe) {
        this.pe = pe;
    }

    /** The host is about to enter a REC. */
    void enter(long entered, RealmRegistry realms) {
        if (rec == entered && generation == realms.generation()) {
            return;
        }
        rec = entered;
        generation = realms.generation();
        realm = realms.realmOf(entered);
        vcpu = realm == RealmRegistry.UNKNOWN ? TimelineEntry.UNKNOWN : realms.vcpuOf(realm, entered);
    }

    Occupant copy() {
        Occupant copy = new Occupant(pe);
        copy.rec = rec;
        copy.realm = realm;
        copy.vcpu = vcpu;
        copy.calledRealm = calledRealm;
        copy.generation = generation;
        return copy;
    }
}
