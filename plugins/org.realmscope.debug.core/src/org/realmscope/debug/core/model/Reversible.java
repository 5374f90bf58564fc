package org.realmscope.debug.core.model;

import org.eclipse.debug.core.DebugException;

/** Something that can go back to where it came from. */
public interface Reversible {
    /** Whether it can step back now. */
    boolean canStepBack();

    /**
     * Goes back to the line, or with instruction stepping the instruction, before. Returns at once.
     *
     * @throws DebugException if that is not possible
     */
    void stepBack() throws DebugException;

    /** Whether it can run backwards now. */
    boolean canReverseContinue();

    /**
     * Runs backwards to the latest earlier breakpoint, or the beginning of what is known. Returns at once.
     *
     * @throws DebugException if that is not possible
     */
    void reverseContinue() throws DebugException;
}
