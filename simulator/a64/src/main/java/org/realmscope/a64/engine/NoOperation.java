package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;

/** Stands behind the last instruction of a body; not an instruction. */
final class NoOperation extends Op {
    @Override
    public void execute(Pe pe) {}
}
