package org.realmscope.debug.inspect;

/**
 * A field of a register.
 *
 * @param name as the architecture names it
 * @param position its bits, for example {@code 31:26}
 * @param value as it stands there
 * @param meaning in words, may be empty
 */
public record RegisterField(String name, String position, long value, String meaning) {}
