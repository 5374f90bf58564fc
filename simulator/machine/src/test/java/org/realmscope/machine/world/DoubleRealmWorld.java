package org.realmscope.machine.world;

import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.Smccc;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.world.RealmWorld;
import org.realmscope.rmm.image.RmmLayout;

/**
 * A native Realm world that is just enough of an RMM for tests of the port: it trusts its caller in most things.
 * Granule states are a byte each at the start of its window; realms and RECs live in their granules.
 */
final class DoubleRealmWorld implements RealmWorld {
    private static final long FEATURES = 36 | 5 << 14 | 3 << 20 | 1L << 32;
    private static final long INPUT = RmiStatus.ERROR_INPUT.returnCode();

    private final Granules granules;
    private final DoubleRealm realms;
    private final DoubleRec recs;

    DoubleRealmWorld(RmmLayout layout) {
        this.granules = new Granules(layout.window().base(), layout.dram());
        this.realms = new DoubleRealm(granules);
        this.recs = new DoubleRec(granules);
    }

    @Override
    public void boot(Pe pe) {
        // Nothing: all state is zero at reset.
    }

    @Override
    public void smcFromHost(Pe pe) {
        RmiCommand command = RmiCommand.of(pe.x[0]);
        if (command == null) {
            pe.x[0] = Smccc.NOT_SUPPORTED;
            return;
        }
        if (command == RmiCommand.REC_ENTER) {
            long refused = recs.enter(pe, pe.x[1], pe.x[2]);
            if (refused != RmiStatus.SUCCESS.returnCode()) {
                complete(pe, refused, 0);
            }
            return;
        }
        long first = 0;
        long status;
        switch (command) {
            case VERSION -> {
                boolean isKnown = pe.x[1] == RmiCommand.VERSION_1_0;
                complete(pe, isKnown ? 0 : INPUT, RmiCommand.VERSION_1_0);
                pe.x[2] = RmiCommand.VERSION_1_0;
                return;
            }
            case FEATURES -> {
                status = 0;
                first = pe.x[1] == 0 ? FEATURES : 0;
            }
            case GRANULE_DELEGATE -> status = delegate(pe, pe.x[1]);
            case GRANULE_UNDELEGATE -> status = undelegate(pe, pe.x[1]);
            case REC_CREATE -> status = recs.create(pe, pe.x[1], pe.x[2], pe.x[3]);
            case REC_DESTROY -> status = recs.destroy(pe, pe.x[1]);
            case REC_AUX_COUNT -> status = 0;
            case RTT_INIT_RIPAS -> {
                status = 0;
                first = pe.x[3];
            }
            default -> status = realms.call(pe, command);
        }
        complete(pe, status, first);
    }

    private static void complete(Pe pe, long status, long first) {
        pe.x[0] = status;
        pe.x[1] = first;
        pe.x[2] = 0;
        pe.x[3] = 0;
        pe.x[4] = 0;
    }

    private long delegate(Pe pe, long pa) {
        if (!granules.is(pe, pa, Granules.UNDELEGATED) || !granules.isNonSecure(pe, pa)) {
            return INPUT;
        }
        pe.platform.assignGranule(pa, PhysicalAddressSpace.REALM);
        pe.platform.memory.fill(pa, 0x1000, 0);
        granules.set(pe, pa, Granules.DELEGATED);
        return 0;
    }

    private long undelegate(Pe pe, long pa) {
        if (!granules.is(pe, pa, Granules.DELEGATED)) {
            return INPUT;
        }
        pe.platform.memory.fill(pa, 0x1000, 0);
        pe.platform.assignGranule(pa, PhysicalAddressSpace.NON_SECURE);
        granules.set(pe, pa, Granules.UNDELEGATED);
        return 0;
    }

    @Override
    public boolean smcFromRealmEl2(Pe pe) {
        return false;
    }

    @Override
    public boolean isNative() {
        return true;
    }

    @Override
    public void exceptionToEl2(Pe pe, int vectorOffset) {
        recs.exception(pe, vectorOffset);
    }
}
