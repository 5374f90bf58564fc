package org.realmscope.debug.inspect;

import java.util.List;

/**
 * Registers of software that does not run now, as the RMM has saved them.
 *
 * @param pc where it goes on
 * @param pstate as SPSR_EL2 holds it
 * @param sp its stack pointer
 * @param x X0 to X30
 */
public record SavedRegisters(long pc, long pstate, long sp, List<Long> x) {
    public SavedRegisters {
        x = List.copyOf(x);
    }
}
