package org.realmscope.debug.inspect;

import org.jspecify.annotations.Nullable;
import org.realmscope.platform.PhysicalAddressSpace;

/**
 * What a granule is used for.
 *
 * @param space physical address space that it belongs to
 * @param state as the RMM keeps it; null if the RMM is an image, whose table nobody else can read
 * @param owner physical address of the RD of the realm that owns it, 0 if none does
 */
public record GranuleUse(
        PhysicalAddressSpace space, @Nullable GranuleState state, long owner) {
    /** The use in words: {@code DATA of 0x42450000 in pa(realm)}. */
    public String text() {
        String use = state == null ? "a granule" : state + (owner == 0 ? "" : " of 0x%x".formatted(owner));
        return "%s in pa(%s)".formatted(use, space.label());
    }
}
