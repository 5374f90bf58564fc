/** How fast a PE executes: the workloads, who runs them, and the comparison in alternating rounds. */
@NullMarked
package org.realmscope.bench.pe;

import org.jspecify.annotations.NullMarked;
