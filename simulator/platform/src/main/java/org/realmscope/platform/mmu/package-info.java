/** Translation of virtual to physical addresses: walks, TLBs, granule protection checks and their faults. */
@NullMarked
package org.realmscope.platform.mmu;

import org.jspecify.annotations.NullMarked;
