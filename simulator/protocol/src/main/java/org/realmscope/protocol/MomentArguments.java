package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Of when something is asked.
 *
 * @param moment number of an open moment, null for the present
 */
public record MomentArguments(@Nullable Integer moment) {}
