package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which table.
 *
 * @param realm as it is written in addresses
 * @param ipa an address that the table describes; null for the starting level
 * @param level of the table, -1 to 3; null for the starting level
 * @param moment number of an open moment, null for the present
 */
public record RttEntriesArguments(
        String realm,
        @Nullable String ipa,
        @Nullable Integer level,
        @Nullable Integer moment) {}
