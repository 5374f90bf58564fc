package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;

/**
 * Executes A64 instructions on a PE. Every engine produces the same architectural state at the same instruction count,
 * however a run is cut into pieces; how it gets there is its own business.
 */
public interface ExecutionEngine {
    /**
     * Executes instructions, taking interrupts and timer conditions at the exact instruction, until
     * {@code pe.instructions} reaches {@code limit} or something needs the machine. A breakpoint at the first
     * instruction counts.
     */
    StopCause run(Pe pe, long limit);

    /** Executes one instruction, or takes one pending interrupt instead; ignores breakpoints. */
    StopCause step(Pe pe);

    /** Breakpoints by physical address. */
    Breakpoints breakpoints();
}
