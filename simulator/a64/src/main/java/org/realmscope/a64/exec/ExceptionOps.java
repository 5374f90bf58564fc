package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * SVC, HVC, SMC, BRK, HLT, ERET, ERETAA and ERETAB. {@code pe.pc} is the instruction's own address when the PE is
 * asked; it knows whether the exception returns there or behind.
 */
public final class ExceptionOps {

    private ExceptionOps() {}

    /** SVC. */
    public static Op svc(int word, int blockOffset) {
        return new SupervisorCall(blockOffset, immediate(word));
    }

    /** HVC. */
    public static Op hvc(int word, int blockOffset) {
        return new HypervisorCall(blockOffset, immediate(word));
    }

    /** SMC. */
    public static Op smc(int word, int blockOffset) {
        return new SecureMonitorCall(blockOffset, immediate(word));
    }

    /** BRK. */
    public static Op brk(int word, int blockOffset) {
        return new Breakpoint(blockOffset, immediate(word));
    }

    /** HLT. */
    public static Op hlt(int word, int blockOffset) {
        return new Halt(blockOffset, immediate(word));
    }

    /** ERET. */
    public static Op eret(int word, int blockOffset) {
        return new ExceptionReturn(blockOffset);
    }

    /** ERETAA, ERETAB. */
    public static Op ereta(int word, int blockOffset) {
        return new AuthenticatedExceptionReturn(blockOffset, PointerAuthentication.Key.of(bits(word, 10, 10)));
    }

    private static int immediate(int word) {
        return bits(word, 20, 5);
    }

    /** An instruction whose immediate goes into the syndrome. */
    private abstract static class ImmediateException extends BlockEndOp {
        final int immediate;

        ImmediateException(int blockOffset, int immediate) {
            super(blockOffset);
            this.immediate = immediate;
        }
    }

    private static final class SupervisorCall extends ImmediateException {

        SupervisorCall(int blockOffset, int immediate) {
            super(blockOffset, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.svc(immediate);
        }
    }

    private static final class HypervisorCall extends ImmediateException {

        HypervisorCall(int blockOffset, int immediate) {
            super(blockOffset, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.hvc(immediate);
        }
    }

    private static final class SecureMonitorCall extends ImmediateException {

        SecureMonitorCall(int blockOffset, int immediate) {
            super(blockOffset, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.smc(immediate);
        }
    }

    private static final class Breakpoint extends ImmediateException {

        Breakpoint(int blockOffset, int immediate) {
            super(blockOffset, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.brk(immediate);
        }
    }

    private static final class Halt extends ImmediateException {

        Halt(int blockOffset, int immediate) {
            super(blockOffset, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.hlt(immediate);
        }
    }

    private static final class ExceptionReturn extends BlockEndOp {

        ExceptionReturn(int blockOffset) {
            super(blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += blockOffset;
            pe.system.eret();
        }
    }

    private static final class AuthenticatedExceptionReturn extends BlockEndOp {
        private static final int ISS_ERETAA = 2;
        private static final int ISS_ERETAB = 3;
        /** HFGITR_EL2.ERET, whose trap comes before that of the authentication. */
        private static final int FGT_ERET = 51;

        private final PointerAuthentication.Key key;

        AuthenticatedExceptionReturn(int blockOffset, PointerAuthentication.Key key) {
            super(blockOffset);
            this.key = key;
        }

        @Override
        public void execute(Pe pe) {
            long target = pe.sys.get(pe.el == 2 ? SystemRegister.ELR_EL2 : SystemRegister.ELR_EL1);
            if (pe.el != 0 && PointerAuthentication.isEnabled(pe, key)) {
                if (!pe.sys.rules().isInstructionTrapped(FGT_ERET)) {
                    pe.system.checkPointerAuthentication();
                }
                target = PointerAuthentication.authenticate(pe, target, pe.x[Pe.SP], key);
            }
            pe.pc += blockOffset;
            pe.system.eret(key == PointerAuthentication.Key.IA ? ISS_ERETAA : ISS_ERETAB, target);
        }
    }
}
