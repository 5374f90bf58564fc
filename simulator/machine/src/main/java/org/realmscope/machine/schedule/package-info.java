/** Which PE runs next, and for how many instructions. */
@NullMarked
package org.realmscope.machine.schedule;

import org.jspecify.annotations.NullMarked;
