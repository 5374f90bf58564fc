/** Runs a workload on QEMU, the emulator that our PE is compared with. */
@NullMarked
package org.realmscope.bench.qemu;

import org.jspecify.annotations.NullMarked;
