/** How a scenario is laid out. */
@NullMarked
package org.realmscope.scenario.lang.formatting2;

import org.jspecify.annotations.NullMarked;
