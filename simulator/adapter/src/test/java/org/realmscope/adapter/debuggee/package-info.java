/** Tests of what the adapter makes of a machine for its clients. */
@NullMarked
package org.realmscope.adapter.debuggee;

import org.jspecify.annotations.NullMarked;
