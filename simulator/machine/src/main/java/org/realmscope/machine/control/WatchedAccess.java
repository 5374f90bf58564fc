package org.realmscope.machine.control;

/**
 * An access to watched memory.
 *
 * @param pa first byte
 * @param length bytes, within one granule
 * @param isRead whether it reads; an atomic update reads and writes
 */
public record WatchedAccess(long pa, int length, boolean isRead, boolean isWrite) {}
