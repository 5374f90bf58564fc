/** A program that is hard to step through, on our machine as under GDB on another. */
@NullMarked
package org.realmscope.debug.torture;

import org.jspecify.annotations.NullMarked;
