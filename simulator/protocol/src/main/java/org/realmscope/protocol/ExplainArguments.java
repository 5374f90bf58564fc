package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/** @param fault number of a stage 2 fault */
public record ExplainArguments(@Nullable Long fault) {}
