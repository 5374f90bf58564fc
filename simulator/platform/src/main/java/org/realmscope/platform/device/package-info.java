/** Memory-mapped devices of the platform, and the bus that finds the one at a physical address. */
@NullMarked
package org.realmscope.platform.device;

import org.jspecify.annotations.NullMarked;
