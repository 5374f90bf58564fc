/** Speed and memory of the built-in RMM. */
@NullMarked
package org.realmscope.bench.rmm;

import org.jspecify.annotations.NullMarked;
