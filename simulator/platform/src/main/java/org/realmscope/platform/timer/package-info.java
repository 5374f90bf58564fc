/** The generic timers of a PE, which count executed instructions. */
@NullMarked
package org.realmscope.platform.timer;

import org.jspecify.annotations.NullMarked;
