/** How a run is limited, and why it stopped. */
@NullMarked
package org.realmscope.machine.control;

import org.jspecify.annotations.NullMarked;
