/** Turns what the vCPUs of a realm do into A64 code, in an ELF file with DWARF that leads back to the scenario. */
@NullMarked
package org.realmscope.scenario.guest;

import org.jspecify.annotations.NullMarked;
