package org.realmscope.debug.inspect;

/**
 * A register that has another value at two moments.
 *
 * @param group of the register
 * @param name of the register
 */
public record RegisterDifference(String group, String name, RegisterValue before, RegisterValue after) {}
