package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/** @param moment number of an open moment */
public record CloseMomentArguments(@Nullable Integer moment) {}
