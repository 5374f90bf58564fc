/**
 * Realm Translation Tables: stage 2 descriptors in simulated memory, how they are walked, scanned, folded and unfolded.
 */
@NullMarked
package org.realmscope.rmm.rtt;

import org.jspecify.annotations.NullMarked;
