package org.realmscope.a64.differential;

/** The PE under test. */
@FunctionalInterface
interface SequenceRunner {
    /**
     * Executes a sequence.
     *
     * <p>Translation is on: the addresses of {@link AddressMap} are normal memory, SCTLR.A and the stack alignment
     * check are clear. EL0 and EL2 will do: at EL1 the unprivileged loads and stores would need pages that EL0 may
     * use.
     *
     * @param words   the instructions
     * @param address where the first one is
     * @param state   what to start with, scratch memory included; not changed
     * @return {@link Outcome.Completed} with the state when the PC has reached the address after the last instruction,
     *     {@link Outcome.Died} after any exception
     */
    Outcome run(int[] words, long address, MachineState state);
}
