/**
 * Execution of A64 code: predecoded blocks of instructions, each instruction a small object that is called in turn
 * (closure threading), behind the {@link org.realmscope.a64.engine.ExecutionEngine} port.
 */
@NullMarked
package org.realmscope.a64.engine;

import org.jspecify.annotations.NullMarked;
