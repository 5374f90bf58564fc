package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.UnimplementedOp;
import org.realmscope.platform.pe.Pe;

/**
 * A SIMD or floating-point instruction that is not executed. Where it would be trapped it is: software that
 * switches registers lazily sees its trap before the machine stops.
 */
public final class UnimplementedVectorOp extends BlockEndOp {
    private final Op stop;

    private UnimplementedVectorOp(int word, int blockOffset) {
        super(blockOffset);
        this.stop = UnimplementedOp.translate(word, blockOffset);
    }

    /** Semantics of every such row. */
    public static Op translate(int word, int blockOffset) {
        return new UnimplementedVectorOp(word, blockOffset);
    }

    @Override
    public void execute(Pe pe) {
        pe.system.checkFpAccess();
        stop.execute(pe);
    }
}
