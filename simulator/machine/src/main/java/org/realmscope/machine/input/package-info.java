/** Everything that changes a machine from outside, as entries of a log that replays it. */
@NullMarked
package org.realmscope.machine.input;

import org.jspecify.annotations.NullMarked;
