/** What a name may refer to. */
@NullMarked
package org.realmscope.scenario.lang.scoping;

import org.jspecify.annotations.NullMarked;
