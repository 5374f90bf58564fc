/**
 * Stacks across worlds: from a realm's program through the RMM and EL3 to the host and its VMM, and what expressions
 * mean in their frames.
 */
@NullMarked
package org.realmscope.debug.stack;

import org.jspecify.annotations.NullMarked;
