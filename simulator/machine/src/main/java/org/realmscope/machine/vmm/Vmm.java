package org.realmscope.machine.vmm;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * A VMM. It takes no simulated time: it notes what it is told while instructions execute, and acts between two
 * instructions. What it does is a function of its state and the machine's, and its state is part of the machine's, so
 * that going back, replaying and forking repeat what it did without a log.
 */
public interface Vmm extends Stateful {
    /** {@link #nextAction} of a VMM that waits for something to happen. */
    long NEVER = Long.MAX_VALUE;

    /** No VMM: for images that need none. */
    Vmm NONE = new Vmm() {
        @Override
        public void doorbell(int pe, long value) {}

        @Override
        public void realmFault(Pe pe, long repeats) {}

        @Override
        public long nextAction() {
            return NEVER;
        }

        @Override
        public void act(VmmBoard board) {
            throw new IllegalStateException("nothing is to be done");
        }

        @Override
        public boolean actWhenIdle(VmmBoard board) {
            return false;
        }

        @Override
        public void save(StateSink sink) {}

        @Override
        public void load(StateSource source) {}
    };

    /**
     * The host image rang, with a store that is not complete yet. Called where instructions execute: only takes note.
     *
     * @param pe index of the mailbox
     * @param value what is stored
     */
    void doorbell(int pe, long value);

    /**
     * A Realm took a stage 2 abort, on which no software has acted yet; or RMI_REC_ENTER completed with an abort that
     * the RMM has made, because it needs a page of the Realm itself. Called where instructions execute: only takes
     * note.
     *
     * @param repeats how often in a row the same has happened, from 1 (PeCounts#faultRepeats)
     */
    void realmFault(Pe pe, long repeats);

    /**
     * RMI_REC_ENTER completed because a Realm asks for a change of RIPAS. Called where instructions execute: only takes
     * note.
     *
     * @param repeats how often in a row it has asked for the same, with nothing changed in between, from 1
     */
    default void ripasChangeAsked(Pe pe, long repeats) {}

    /** Instruction count at which {@link #act} is to be called; one that has passed means at once. */
    long nextAction();

    /**
     * The same while every PE waits: later if {@link #nextAction} only limits what executes, so that waiting that long
     * leads nowhere.
     */
    default long nextActionWhenIdle() {
        return nextAction();
    }

    /** Does exactly one thing: calls one method of {@code board} that is an event. */
    void act(VmmBoard board);

    /**
     * Every PE waits or is off, no timer runs, and {@link #nextActionWhenIdle} is {@link #NEVER}: does one thing, as
     * {@link #act} does, or nothing if it knows of nothing that would make the run go on.
     *
     * @return whether it did something
     */
    boolean actWhenIdle(VmmBoard board);
}
