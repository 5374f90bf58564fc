/** Tests of the execution engine, and the bare platform they run programs on. */
@NullMarked
package org.realmscope.a64.engine;

import org.jspecify.annotations.NullMarked;
