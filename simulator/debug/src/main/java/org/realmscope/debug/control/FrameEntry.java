package org.realmscope.debug.control;

import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/**
 * Where a PE began to execute a function that has not returned.
 *
 * @param pe index of the PE
 * @param pa physical address of the function's first instruction
 * @param va its virtual address
 * @param sp stack pointer there, the canonical frame address of the function's frame
 * @param el Exception level
 */
public record FrameEntry(int pe, long pa, long va, long sp, int el, SecurityState world) {
    boolean isAt(Pe each) {
        return each.pc == va && each.x[Pe.SP] == sp && each.el == el && each.securityState == world;
    }
}
