/** The VMM that drives the host image through the VMM port, as a part of the machine that runs in no simulated time. */
@NullMarked
package org.realmscope.machine.vmm;

import org.jspecify.annotations.NullMarked;
