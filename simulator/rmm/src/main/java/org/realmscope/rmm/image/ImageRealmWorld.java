package org.realmscope.rmm.image;

import org.realmscope.abi.RmmEl3Call;
import org.realmscope.abi.Smccc;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.world.RealmWorld;
import org.realmscope.platform.world.WorldSwitch;

/**
 * A Realm world whose RMM is an image that the PE executes, with EL3's side of the RMM-EL3 interface 0.4: cold and
 * warm boot, forwarding of RMI calls and their completion.
 *
 * <p>Keeps no state of its own. What must last stands in EL3's memory.
 */
public final class ImageRealmWorld implements RealmWorld {
    private static final int ENTRY = 0;
    private static final int BOOT_FAILED = 8;

    private final RmmImage image;
    private final RmmLayout layout;
    private final WorldSwitch worldSwitch;
    private final long state;

    /**
     * @param state physical address of 16 bytes that are EL3's alone and zero at reset: the image's entry point, then
     *     a bit per PE whose boot failed
     */
    public ImageRealmWorld(RmmImage image, RmmLayout layout, WorldSwitch worldSwitch, long state) {
        this.image = image;
        this.layout = layout;
        this.worldSwitch = worldSwitch;
        this.state = state;
    }

    @Override
    public void boot(Pe pe) {
        PhysicalMemory memory = pe.platform.memory;
        boolean cold = memory.read64(state + ENTRY) == 0;
        if (cold) {
            memory.write64(state + ENTRY, image.load(memory));
            BootManifest.write(memory, layout);
        }
        worldSwitch.resetRealm(pe, memory.read64(state + ENTRY));
        pe.x[0] = pe.index;
        if (cold) {
            pe.x[1] = RmmEl3Call.INTERFACE_VERSION;
            pe.x[2] = layout.pes();
            pe.x[3] = layout.sharedBuffer();
        }
    }

    @Override
    public void smcFromHost(Pe pe) {
        if ((pe.platform.memory.read64(state + BOOT_FAILED) >>> pe.index & 1) != 0) {
            pe.x[0] = Smccc.NOT_SUPPORTED;
        } else {
            worldSwitch.enterRealm(pe);
        }
    }

    @Override
    public boolean smcFromRealmEl2(Pe pe) {
        RmmEl3Call call = RmmEl3Call.of(Smccc.functionId(pe.x[0]));
        if (call == RmmEl3Call.RMI_REQ_COMPLETE) {
            completeCommand(pe);
            return true;
        }
        if (call == RmmEl3Call.BOOT_COMPLETE) {
            completeBoot(pe);
            return true;
        }
        return false;
    }

    private void completeCommand(Pe pe) {
        long x0 = pe.x[1];
        long x1 = pe.x[2];
        long x2 = pe.x[3];
        long x3 = pe.x[4];
        long x4 = pe.x[5];
        worldSwitch.enterNonSecure(pe);
        pe.x[0] = x0;
        pe.x[1] = x1;
        pe.x[2] = x2;
        pe.x[3] = x3;
        pe.x[4] = x4;
    }

    private void completeBoot(Pe pe) {
        PhysicalMemory memory = pe.platform.memory;
        long failed = memory.read64(state + BOOT_FAILED) & ~(1L << pe.index);
        memory.write64(state + BOOT_FAILED, pe.x[1] == 0 ? failed : failed | 1L << pe.index);
        worldSwitch.enterNonSecure(pe);
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public void exceptionToEl2(Pe pe, int vectorOffset) {
        throw new IllegalStateException("R-EL2 is an image with vectors of its own");
    }
}
