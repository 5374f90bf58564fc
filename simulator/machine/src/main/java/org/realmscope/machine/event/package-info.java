/** What happens in a run, in order: moments, typed events, and the port on which they are delivered. */
@NullMarked
package org.realmscope.machine.event;

import org.jspecify.annotations.NullMarked;
