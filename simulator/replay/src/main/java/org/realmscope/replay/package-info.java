/** Replays conformance traces, recorded from the reference RMM, on the built-in RMM and compares what it does. */
@NullMarked
package org.realmscope.replay;

import org.jspecify.annotations.NullMarked;
