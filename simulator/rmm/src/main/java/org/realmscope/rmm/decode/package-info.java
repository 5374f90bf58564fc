/**
 * Explains numbers that people meet when a realm faults: syndromes, return codes, descriptors, function identifiers,
 * exit records.
 */
@NullMarked
package org.realmscope.rmm.decode;

import org.jspecify.annotations.NullMarked;
