package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.orStackPointer;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.mmu.FetchTlb;
import org.realmscope.platform.pe.Pe;

/**
 * BR, BLR, RET and their forms with pointer authentication. BR and BLR leave in {@link Pe#btype} what FEAT_BTI checks
 * at the target.
 */
public final class IndirectBranch {
    private static final int BYTES = 4;
    private static final int LINK_REGISTER = 30;
    private static final int X16 = 16;
    private static final int X17 = 17;
    private static final int BTYPE_TRAMPOLINE = 1;
    private static final int BTYPE_CALL = 2;
    private static final int BTYPE_JUMP = 3;

    private IndirectBranch() {}

    /** BR. */
    public static Op br(int word, int blockOffset) {
        return new Jump(blockOffset, rn(word));
    }

    /** BLR. */
    public static Op blr(int word, int blockOffset) {
        return new Call(blockOffset, rn(word));
    }

    /** RET. */
    public static Op ret(int word, int blockOffset) {
        return new Return(blockOffset, rn(word));
    }

    /** BRAA, BRAB. */
    public static Op bra(int word, int blockOffset) {
        return new AuthenticatedJump(blockOffset, rn(word), orStackPointer(rd(word)), key(word));
    }

    /** BRAAZ, BRABZ. */
    public static Op braz(int word, int blockOffset) {
        return new AuthenticatedJump(blockOffset, rn(word), Pe.ZR, key(word));
    }

    /** BLRAA, BLRAB. */
    public static Op blra(int word, int blockOffset) {
        return new AuthenticatedCall(blockOffset, rn(word), orStackPointer(rd(word)), key(word));
    }

    /** BLRAAZ, BLRABZ. */
    public static Op blraz(int word, int blockOffset) {
        return new AuthenticatedCall(blockOffset, rn(word), Pe.ZR, key(word));
    }

    /** RETAA, RETAB. */
    public static Op reta(int word, int blockOffset) {
        return new AuthenticatedReturn(blockOffset, key(word));
    }

    private static PointerAuthentication.Key key(int word) {
        return PointerAuthentication.Key.of(bits(word, 10, 10));
    }

    /** The address that a register's value denotes; tags need a look at the translation regime. */
    private static long address(Pe pe, long pointer) {
        return pointer >>> 55 == 0 ? pointer : pe.system.branchAddress(pointer);
    }

    /**
     * The branch type of BR: a trampoline, or a jump that did not begin in a guarded page, may also reach call targets.
     */
    private static int jumpType(Pe pe, int n) {
        return n == X16 || n == X17 || !pe.fetch.guarded[FetchTlb.index(pe.pc)] ? BTYPE_TRAMPOLINE : BTYPE_JUMP;
    }

    private static final class Jump extends BlockEndOp {
        private final int n;

        Jump(int blockOffset, int n) {
            super(blockOffset);
            this.n = n;
        }

        @Override
        public void execute(Pe pe) {
            pe.btype = jumpType(pe, n);
            pe.pc = address(pe, pe.x[n]);
        }
    }

    private static final class Call extends BlockEndOp {
        private final int n;

        Call(int blockOffset, int n) {
            super(blockOffset);
            this.n = n;
        }

        @Override
        public void execute(Pe pe) {
            long target = address(pe, pe.x[n]);
            pe.x[LINK_REGISTER] = pe.pc + blockOffset + BYTES;
            pe.btype = BTYPE_CALL;
            pe.pc = target;
        }
    }

    private static final class Return extends BlockEndOp {
        private final int n;

        Return(int blockOffset, int n) {
            super(blockOffset);
            this.n = n;
        }

        @Override
        public void execute(Pe pe) {
            pe.pc = address(pe, pe.x[n]);
        }
    }

    /** A branch to a signed address. */
    private abstract static class AuthenticatedBranch extends BlockEndOp {
        final int n;
        private final int modifier;
        private final PointerAuthentication.Key key;

        AuthenticatedBranch(int blockOffset, int n, int modifier, PointerAuthentication.Key key) {
            super(blockOffset);
            this.n = n;
            this.modifier = modifier;
            this.key = key;
        }

        @Override
        public final void execute(Pe pe) {
            long target = pe.x[n];
            if (PointerAuthentication.isEnabled(pe, key)) {
                pe.system.checkPointerAuthentication();
                target = PointerAuthentication.authenticate(pe, target, pe.x[modifier], key);
            }
            branch(pe, address(pe, target));
        }

        abstract void branch(Pe pe, long target);
    }

    private static final class AuthenticatedJump extends AuthenticatedBranch {

        AuthenticatedJump(int blockOffset, int n, int modifier, PointerAuthentication.Key key) {
            super(blockOffset, n, modifier, key);
        }

        @Override
        void branch(Pe pe, long target) {
            pe.btype = jumpType(pe, n);
            pe.pc = target;
        }
    }

    private static final class AuthenticatedCall extends AuthenticatedBranch {

        AuthenticatedCall(int blockOffset, int n, int modifier, PointerAuthentication.Key key) {
            super(blockOffset, n, modifier, key);
        }

        @Override
        void branch(Pe pe, long target) {
            pe.x[LINK_REGISTER] = pe.pc + blockOffset + BYTES;
            pe.btype = BTYPE_CALL;
            pe.pc = target;
        }
    }

    private static final class AuthenticatedReturn extends AuthenticatedBranch {

        AuthenticatedReturn(int blockOffset, PointerAuthentication.Key key) {
            super(blockOffset, LINK_REGISTER, Pe.SP, key);
        }

        @Override
        void branch(Pe pe, long target) {
            pe.pc = target;
        }
    }
}
