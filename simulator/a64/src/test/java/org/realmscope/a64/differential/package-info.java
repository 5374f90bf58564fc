/**
 * Runs seeded random instruction sequences on our PE and under {@code qemu-aarch64} and compares registers, flags and
 * memory.
 */
@NullMarked
package org.realmscope.a64.differential;

import org.jspecify.annotations.NullMarked;
