package org.realmscope.protocol;

/**
 * What views show may have changed.
 *
 * @param moment where the machine stands now
 * @param frontier furthest moment that was reached
 */
public record ChangedEvent(String moment, String frontier) {}
