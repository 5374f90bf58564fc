/**
 * Says why a stage 2 fault, a failed call of the RMM or an abort in a realm happened and what would prevent it: facts
 * are gathered from the history and from forks of the machine, ordered rules find the cause, and words are made of
 * both. Where no rule holds, the answer is that it is not known.
 */
@NullMarked
package org.realmscope.debug.explain;

import org.jspecify.annotations.NullMarked;
