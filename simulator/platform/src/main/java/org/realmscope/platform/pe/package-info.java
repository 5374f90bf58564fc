/** The processing element: architectural state, exception model, and the fast path of memory accesses. */
@NullMarked
package org.realmscope.platform.pe;

import org.jspecify.annotations.NullMarked;
