package org.realmscope.scenario.model;

import org.jspecify.annotations.Nullable;

/**
 * An IPA that a guest step names.
 *
 * @param ipa the address, or the offset to {@code variable}; the unprotected bit is set in it where {@code shared} was
 *     written
 * @param variable name of the enclosing loop's variable, null if none
 */
public record Address(long ipa, @Nullable String variable) {}
