/** How components hand over their mutable state: the same words feed checkpoints, forks and the state hash. */
@NullMarked
package org.realmscope.platform.state;

import org.jspecify.annotations.NullMarked;
