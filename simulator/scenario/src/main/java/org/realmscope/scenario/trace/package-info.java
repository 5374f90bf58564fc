/** Conformance traces as programs: reading them, and running them as the code of a host. */
@NullMarked
package org.realmscope.scenario.trace;

import org.jspecify.annotations.NullMarked;
