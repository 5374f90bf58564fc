/**
 * The debug adapter: serves clients of the Debug Adapter Protocol, one after another, over a pair of streams or a
 * socket. Here everything is put together; the other packages do the work.
 */
@NullMarked
package org.realmscope.adapter;

import org.jspecify.annotations.NullMarked;
