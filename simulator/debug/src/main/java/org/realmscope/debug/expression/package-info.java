/**
 * Expressions as users write them in conditions, watches and the console: C without side effects, over variables,
 * registers and the fields of calls, with addresses of every world.
 */
@NullMarked
package org.realmscope.debug.expression;

import org.jspecify.annotations.NullMarked;
