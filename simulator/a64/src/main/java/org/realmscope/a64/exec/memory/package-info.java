/**
 * Loads and stores of general-purpose registers, exclusives and atomics. Nothing architectural changes before the
 * last access that may fault: base registers are written back after the access, pairs are loaded before either
 * register is written, and both pages of a pair's store are checked before either is written.
 */
@NullMarked
package org.realmscope.a64.exec.memory;

import org.jspecify.annotations.NullMarked;
