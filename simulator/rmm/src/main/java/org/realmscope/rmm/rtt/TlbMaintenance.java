package org.realmscope.rmm.rtt;

import org.jspecify.annotations.Nullable;
import org.realmscope.platform.Platform;
import org.realmscope.platform.PlatformObserver;

/**
 * TLB maintenance after a change of a valid entry: {@code TLBI IPAS2E1IS} and {@code VMALLE1IS} for the Realm's VMID.
 */
public final class TlbMaintenance {
    /** Set while somebody listens. */
    public @Nullable RttObserver observer;

    private final Platform platform;

    public TlbMaintenance(Platform platform) {
        this.platform = platform;
    }

    /**
     * Forgets what any PE has cached for the {@code size} bytes from {@code ipa} on, and every stage 1 entry, of a
     * VMID.
     */
    public void invalidate(int vmid, long ipa, long size) {
        RttObserver listener = observer;
        if (listener != null) {
            listener.tlbInvalidated(vmid, ipa, size);
        }
        PlatformObserver platformListener = platform.observer;
        if (platformListener != null) {
            platformListener.stage2Invalidated(vmid, ipa, size);
        }
        for (int i = 0; i < platform.peCount(); i++) {
            platform.pe(i).mmu.invalidateIpa(vmid, ipa, size);
        }
    }
}
