/** From the syntax tree of a correct document to the plain scenario. */
@NullMarked
package org.realmscope.scenario.lang.build;

import org.jspecify.annotations.NullMarked;
