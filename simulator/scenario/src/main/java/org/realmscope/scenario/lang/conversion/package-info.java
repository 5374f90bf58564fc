/** From tokens to values, and what to say about text that is not of the language. */
@NullMarked
package org.realmscope.scenario.lang.conversion;

import org.jspecify.annotations.NullMarked;
