/** The PSCI functions of a realm. */
@NullMarked
package org.realmscope.rmm.psci;

import org.jspecify.annotations.NullMarked;
