package org.realmscope.a64.exec.memory;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** PRFM and PRFUM: a hint without architectural effect, not even an abort or a check of the stack pointer. */
public final class Prefetch extends Op {
    private static final Prefetch ANY = new Prefetch();

    private Prefetch() {}

    /** Semantics of every form. */
    public static Op translate(int word, int blockOffset) {
        return ANY;
    }

    @Override
    public void execute(Pe pe) {}
}
