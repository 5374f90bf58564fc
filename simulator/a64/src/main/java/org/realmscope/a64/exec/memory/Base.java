package org.realmscope.a64.exec.memory;

import org.realmscope.platform.pe.Pe;

/** Base registers of addresses. */
public final class Base {
    private static final int STACK_ALIGNMENT = 16;

    private Base() {}

    /**
     * The value of a base register, of which the stack pointer must be aligned (CheckSPAlignment of the Arm ARM, under
     * SCTLR_ELx.SA and SA0).
     *
     * @param n index into {@link Pe#x}
     */
    public static long of(Pe pe, int n) {
        return n == Pe.SP ? stackPointer(pe) : pe.x[n];
    }

    /** The stack pointer as a base register. */
    static long stackPointer(Pe pe) {
        long sp = pe.x[Pe.SP];
        if ((sp & STACK_ALIGNMENT - 1) != 0) {
            pe.system.checkStackAlignment();
        }
        return sp;
    }
}
