package org.realmscope.a64.exec;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** NOP and everything that behaves like it here, WFE, WFI, SEV, SEVL, ESB and BTI. */
public final class Hints {
    private static final int BYTES = 4;

    private Hints() {}

    /**
     * NOP; unallocated hints; YIELD and DGH, which ask for nothing on a PE without threads; PSB and TSB, whose features
     * are absent; CSDB, BTI, and the barriers where execution is in order and memory is consistent anyway.
     */
    public static Op nop(int word, int blockOffset) {
        return new NoOperation();
    }

    /** WFE. */
    public static Op wfe(int word, int blockOffset) {
        return new WaitForEvent(blockOffset);
    }

    /** WFI. */
    public static Op wfi(int word, int blockOffset) {
        return new WaitForInterrupt(blockOffset);
    }

    /** SEV. */
    public static Op sev(int word, int blockOffset) {
        return new SendEvent(blockOffset);
    }

    /** SEVL. */
    public static Op sevl(int word, int blockOffset) {
        return new SendEventLocal(blockOffset);
    }

    /** ESB. */
    public static Op esb(int word, int blockOffset) {
        return new ErrorSynchronizationBarrier(blockOffset);
    }

    /** ISB: ends the block, so that what it synchronises counts for the next instruction. */
    public static Op isb(int word, int blockOffset) {
        return new InstructionSynchronizationBarrier(blockOffset);
    }

    private static final class NoOperation extends Op {

        @Override
        public void execute(Pe pe) {
            // Nothing to do.
        }
    }

    private static final class WaitForEvent extends BlockEndOp {

        WaitForEvent(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.wfe();
        }
    }

    private static final class WaitForInterrupt extends BlockEndOp {

        WaitForInterrupt(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.wfi();
        }
    }

    private static final class SendEvent extends BlockEndOp {

        SendEvent(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset + BYTES;
            pe.system.sev();
        }
    }

    private static final class SendEventLocal extends BlockEndOp {

        SendEventLocal(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset + BYTES;
            pe.system.sevl();
        }
    }

    private static final class ErrorSynchronizationBarrier extends BlockEndOp {

        ErrorSynchronizationBarrier(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset + BYTES;
            pe.system.esb();
        }
    }

    private static final class InstructionSynchronizationBarrier extends BlockEndOp {

        InstructionSynchronizationBarrier(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset + BYTES;
        }
    }
}
