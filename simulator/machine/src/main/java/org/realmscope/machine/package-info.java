/**
 * A whole simulated machine: PEs, memory, devices, EL3 and a Realm world, run by one deterministic loop, with its
 * history in checkpoints and an input log.
 */
@NullMarked
package org.realmscope.machine;

import org.jspecify.annotations.NullMarked;
