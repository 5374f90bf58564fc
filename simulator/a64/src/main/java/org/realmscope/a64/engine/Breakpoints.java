package org.realmscope.a64.engine;

/**
 * Breakpoints on instructions in physical memory. Code without one is decoded and runs as if there were none anywhere;
 * a block is cut before an armed address.
 */
public interface Breakpoints {
    /**
     * Arms a breakpoint. Arming twice is the same as once.
     *
     * @param pa address of the instruction, 4-byte aligned
     */
    void add(long pa);

    /** Disarms a breakpoint; no effect where there is none. */
    void remove(long pa);

    boolean isArmed(long pa);
}
