/** What a debugger's user waits for: start, steps, the way back, and what recording costs. */
@NullMarked
package org.realmscope.bench.debug;

import org.jspecify.annotations.NullMarked;
