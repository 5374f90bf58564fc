/** System registers: one table of names, encodings and access rules, their storage, and the traps that guard them. */
@NullMarked
package org.realmscope.platform.sysreg;

import org.jspecify.annotations.NullMarked;
