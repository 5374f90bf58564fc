/** Simulated physical memory: sparse 4 KiB frames, copied on the first write after a snapshot. */
@NullMarked
package org.realmscope.platform.memory;

import org.jspecify.annotations.NullMarked;
