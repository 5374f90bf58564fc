package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which walk.
 *
 * @param realm as it is written in addresses
 * @param moment number of an open moment, null for the present
 */
public record RttWalkArguments(
        String realm, String ipa, @Nullable Integer moment) {}
