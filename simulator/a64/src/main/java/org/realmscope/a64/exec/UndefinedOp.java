package org.realmscope.a64.exec;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** Takes an Undefined Instruction exception: UDF and every unallocated encoding. */
public final class UndefinedOp extends BlockEndOp {

    private UndefinedOp(int blockOffset) {
        super(blockOffset);
    }

    /** Semantics of UDF. */
    public static Op translate(int word, int blockOffset) {
        return new UndefinedOp(blockOffset);
    }

    @Override
    public void execute(Pe pe) {
        pe.pc += blockOffset;
        pe.system.undefined();
    }
}
