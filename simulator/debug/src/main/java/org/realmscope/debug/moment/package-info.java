/** Past moments of a run, opened beside the live machine to be looked at. */
@NullMarked
package org.realmscope.debug.moment;

import org.jspecify.annotations.NullMarked;
