/** EL3, native: world switches, PSCI, the RMM-EL3 interface and the ownership of granules. */
@NullMarked
package org.realmscope.machine.el3;

import org.jspecify.annotations.NullMarked;
