/**
 * Granule states and owners, and the memory of the RMM itself: both live in the RMM's carve-out of simulated memory.
 */
@NullMarked
package org.realmscope.rmm.granule;

import org.jspecify.annotations.NullMarked;
