package org.realmscope.debug.control;

/**
 * Decides whether a hit counts. What it says is a function of the machine's state and the event, so that it says the
 * same again when the past is run again. Equal conditions decide alike.
 */
@FunctionalInterface
public interface Condition {
    /** Every hit counts. */
    Condition ALWAYS = context -> true;

    /**
     * Whether the hit counts. Must not change the machine.
     *
     * @throws org.realmscope.platform.UserError if it cannot be decided; the machine stops and says why
     */
    boolean holds(HitContext context);
}
