/** How points of a run are named and ordered. */
@NullMarked
package org.realmscope.machine.time;

import org.jspecify.annotations.NullMarked;
