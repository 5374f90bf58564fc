package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRealmParams;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The realms and RECs of a run, learnt from the RMI calls that create them, so that it works with every RMM. Realms and
 * RECs go by the order in which they were created.
 */
final class RealmRegistry {
    /** No realm or REC has this address. */
    static final int UNKNOWN = -1;

    /** In place of a REC that has been destroyed; the numbers of the others stay. */
    private static final Long NO_REC = -1L;

    /** A realm that has been created. {@code rd} and {@code recs} are its own only while it lives. */
    private static final class Realm {
        final long rd;
        final int ipaWidth;
        final List<Long> recs = new ArrayList<>();
        boolean destroyed;

        Realm(long rd, int ipaWidth) {
            this.rd = rd;
            this.ipaWidth = ipaWidth;
        }

        Realm copy() {
            Realm copy = new Realm(rd, ipaWidth);
            copy.recs.addAll(recs);
            copy.destroyed = destroyed;
            return copy;
        }
    }

    private final List<Realm> realms = new ArrayList<>();
    private final PhysicalMemory memory;
    /** Changes whenever an address may mean another realm or REC than before. */
    private int generation;
    /** IPA width in the parameters of the RMI_REALM_CREATE that has been called last. */
    private int ipaWidth;

    RealmRegistry(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** RMI_REALM_CREATE is about to read its parameters, which may be gone when it returns. */
    void creating(long params) {
        long at = params + RmiRealmParams.S2SZ;
        ipaWidth = memory.isBacked(at, 8) ? (int) memory.read64(at) & 0xff : 0;
    }

    /**
     * A command has succeeded.
     *
     * @param x1 its first argument
     * @param x2 its second argument
     */
    void succeeded(RmiCommand command, long x1, long x2) {
        switch (command) {
            case REALM_CREATE -> {
                realms.add(new Realm(x1, ipaWidth));
                generation++;
            }
            case REALM_DESTROY -> {
                int index = indexOf(x1);
                if (index != UNKNOWN) {
                    realms.get(index).destroyed = true;
                    generation++;
                }
            }
            case REC_CREATE -> {
                int index = indexOf(x1);
                if (index != UNKNOWN) {
                    realms.get(index).recs.add(x2);
                    generation++;
                }
            }
            case REC_DESTROY -> {
                realms.forEach(realm -> realm.recs.replaceAll(rec -> rec == x1 ? NO_REC : rec));
                generation++;
            }
            default -> {}
        }
    }

    /** Number of the living realm of an RD, from 0; {@link #UNKNOWN} if there is none. */
    int indexOf(long rd) {
        for (int i = realms.size() - 1; i >= 0; i--) {
            if (realms.get(i).rd == rd && !realms.get(i).destroyed) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** Number of the living realm of a REC, from 0. */
    int realmOf(long rec) {
        for (int i = realms.size() - 1; i >= 0; i--) {
            if (!realms.get(i).destroyed && realms.get(i).recs.contains(rec)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** Number of a REC in a realm, from 0. */
    int vcpuOf(int realm, long rec) {
        return realms.get(realm).recs.lastIndexOf(rec);
    }

    /** The same as long as every address means the same realm or REC. */
    int generation() {
        return generation;
    }

    /** Realms that have been created so far. */
    int count() {
        return realms.size();
    }

    long rd(int realm) {
        return realms.get(realm).rd;
    }

    /** Bits of a realm's IPA space, 0 if they are not known. */
    int ipaWidth(int realm) {
        return realms.get(realm).ipaWidth;
    }

    boolean isDestroyed(int realm) {
        return realms.get(realm).destroyed;
    }

    /** What there is now, for {@link #reset}. */
    RealmRegistry copy() {
        RealmRegistry copy = new RealmRegistry(memory);
        realms.forEach(realm -> copy.realms.add(realm.copy()));
        copy.ipaWidth = ipaWidth;
        return copy;
    }

    /** Goes back to what there was when {@code mark} was made. */
    void reset(RealmRegistry mark) {
        realms.clear();
        mark.realms.forEach(realm -> realms.add(realm.copy()));
        ipaWidth = mark.ipaWidth;
        generation++;
    }
}
