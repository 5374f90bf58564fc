/**
 * Carries the host image: the KVM fault code, compiled for A64 with DWARF, which runs at NS-EL2 of the simulated
 * machine.
 */
@NullMarked
package org.realmscope.hostkvm;

import org.jspecify.annotations.NullMarked;
