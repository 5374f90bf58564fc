package org.realmscope.debug.inspect;

/**
 * A labelled failure condition of an RMI, RSI or PSCI command, as the built-in RMM checks it.
 *
 * @param label the specification's
 * @param predicate what makes the command fail
 * @param failure what the command returns then, for example {@code RMI_ERROR_INPUT}
 */
public record CommandCondition(String label, String predicate, String failure) {}
