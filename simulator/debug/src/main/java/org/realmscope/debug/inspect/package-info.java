/**
 * What a machine holds: realms, their translation tables, granules, registers and memory of every address space, at the
 * present of a machine or of a fork. The only package that sees what the built-in RMM knows.
 */
@NullMarked
package org.realmscope.debug.inspect;

import org.jspecify.annotations.NullMarked;
