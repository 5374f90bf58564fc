/**
 * What happened in a run: the stage 2 faults of the Realms with all that led to their resolution, the RMI calls, and
 * what the host reported. Recorded compactly as it happens, decoded when it is looked at; nothing but the outcome of a
 * fault is put into words here.
 */
@NullMarked
package org.realmscope.machine.history;

import org.jspecify.annotations.NullMarked;
