/**
 * SIMD and floating-point registers: loads, stores and moves, as far as context switches and simple guests need
 * them. Every instruction first takes the traps of CPACR_EL1 and CPTR_EL2. Data aborts of these instructions have
 * no valid syndrome.
 */
@NullMarked
package org.realmscope.a64.exec.vector;

import org.jspecify.annotations.NullMarked;
