package org.realmscope.a64.exec;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;

/**
 * An instruction that the ID registers present and that is not executed: stops the machine at its address, uncounted.
 */
public final class UnimplementedOp extends BlockEndOp {
    private UnimplementedOp(int blockOffset) {
        super(blockOffset);
    }

    /** Semantics of every such row. */
    public static Op translate(int word, int blockOffset) {
        return new UnimplementedOp(blockOffset);
    }

    @Override
    public void execute(Pe pe) {
        pe.pc += blockOffset;
        pe.instructions--;
        pe.requestStop(StopCause.NOT_IMPLEMENTED);
    }
}
