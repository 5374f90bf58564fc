package org.realmscope.debug.core.breakpoints;

/**
 * What a debug adapter says of a breakpoint.
 *
 * @param isVerified whether it can be hit
 * @param message why not, or what limits it; may be empty
 * @param hits so far; 0 where the adapter does not say
 */
public record Verification(boolean isVerified, String message, long hits) {}
