/** The port between the platform and whatever runs at R-EL2: a native RMM or an RMM image. */
@NullMarked
package org.realmscope.platform.world;

import org.jspecify.annotations.NullMarked;
