package org.realmscope.debug.inspect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.PhysicalAddressSpace;

/** What an address is an address in. */
public sealed interface AddressSpace {
    /** As it is written before an address: {@code pa(ns)}, {@code ipa(realm0)}, {@code EL2N}. */
    String label();

    /** Physical memory; a granule is reached in the space that owns it. */
    record Physical(PhysicalAddressSpace space) implements AddressSpace {
        @Override
        public String label() {
            return "pa(" + space.label() + ")";
        }
    }

    /** The intermediate physical addresses of a realm. */
    record Ipa(RealmSelector realm) implements AddressSpace {
        @Override
        public String label() {
            return "ipa(" + realm.label() + ")";
        }
    }

    /**
     * Virtual addresses as a PE translates them.
     *
     * @param pe whose translation registers count, or {@link #ANY_PE}
     * @param realm of {@link Regime#EL1R}, null for the one that the PE runs or else the first one
     */
    record Virtual(Regime regime, int pe, @Nullable RealmSelector realm) implements AddressSpace {
        /** Whichever PE is in the regime. */
        public static final int ANY_PE = -1;

        public Virtual(Regime regime) {
            this(regime, ANY_PE, null);
        }

        @Override
        public String label() {
            return regime + (realm == null ? "" : "(" + realm.label().toLowerCase(Locale.ROOT) + ")");
        }
    }

    /** The address as users write it, for example {@code pa(ns):0x42000000}. */
    default String format(long address) {
        return label() + ":0x" + Long.toHexString(address);
    }
}
