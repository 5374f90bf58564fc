package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a translation table.
 *
 * @param ipa first address that it describes
 * @param size bytes that it describes
 * @param table physical address of its table
 * @param state HIPAS, or {@code TABLE}
 * @param ripas of Protected addresses; null where it has no meaning
 * @param outputAddress of memory or of the next table; null if there is none
 * @param descriptor as the MMU walks it
 * @param attributes of a descriptor that maps memory, decoded, for example {@code S2AP: read and write}; null of others
 */
public record RttEntryInfo(
        String ipa,
        String size,
        int level,
        String table,
        int index,
        String state,
        @Nullable String ripas,
        @Nullable String outputAddress,
        String descriptor,
        @Nullable List<String> attributes) {}
