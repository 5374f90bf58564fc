package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.orStackPointer;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** PAC*, AUT*, XPAC* and PACGA, including the forms in the hint space. */
public final class PointerAuthenticationOps {
    private static final int LINK_REGISTER = 30;
    private static final int X16 = 16;
    private static final int X17 = 17;

    private PointerAuthenticationOps() {}

    /** PACIA, PACIB, PACDA, PACDB. */
    public static Op sign(int word, int blockOffset) {
        return new Sign(rd(word), orStackPointer(rn(word)), key(word));
    }

    /** PACIZA, PACIZB, PACDZA, PACDZB. */
    public static Op signWithZero(int word, int blockOffset) {
        return new Sign(rd(word), Pe.ZR, key(word));
    }

    /** PACIASP, PACIBSP. */
    public static Op signLinkWithStackPointer(int word, int blockOffset) {
        return new Sign(LINK_REGISTER, Pe.SP, hintKey(word));
    }

    /** PACIAZ, PACIBZ. */
    public static Op signLinkWithZero(int word, int blockOffset) {
        return new Sign(LINK_REGISTER, Pe.ZR, hintKey(word));
    }

    /** PACIA1716, PACIB1716. */
    public static Op sign1716(int word, int blockOffset) {
        return new Sign(X17, X16, hintKey(word));
    }

    /** AUTIA, AUTIB, AUTDA, AUTDB. */
    public static Op authenticate(int word, int blockOffset) {
        return new Authenticate(rd(word), orStackPointer(rn(word)), key(word));
    }

    /** AUTIZA, AUTIZB, AUTDZA, AUTDZB. */
    public static Op authenticateWithZero(int word, int blockOffset) {
        return new Authenticate(rd(word), Pe.ZR, key(word));
    }

    /** AUTIASP, AUTIBSP. */
    public static Op authenticateLinkWithStackPointer(int word, int blockOffset) {
        return new Authenticate(LINK_REGISTER, Pe.SP, hintKey(word));
    }

    /** AUTIAZ, AUTIBZ. */
    public static Op authenticateLinkWithZero(int word, int blockOffset) {
        return new Authenticate(LINK_REGISTER, Pe.ZR, hintKey(word));
    }

    /** AUTIA1716, AUTIB1716. */
    public static Op authenticate1716(int word, int blockOffset) {
        return new Authenticate(X17, X16, hintKey(word));
    }

    /** XPACI. */
    public static Op stripInstruction(int word, int blockOffset) {
        return new Strip(rd(word), false);
    }

    /** XPACD. */
    public static Op stripData(int word, int blockOffset) {
        return new Strip(rd(word), true);
    }

    /** XPACLRI. */
    public static Op stripLink(int word, int blockOffset) {
        return new Strip(LINK_REGISTER, false);
    }

    /** PACGA. */
    public static Op pacga(int word, int blockOffset) {
        return new GenericCode(destination(rd(word)), rn(word), orStackPointer(rm(word)));
    }

    private static PointerAuthentication.Key key(int word) {
        return PointerAuthentication.Key.of(bits(word, 11, 10));
    }

    /** The hint forms use the instruction keys only. */
    private static PointerAuthentication.Key hintKey(int word) {
        return PointerAuthentication.Key.of(bits(word, 6, 6));
    }

    private static final class Sign extends Op {
        private final int pointer;
        private final int modifier;
        private final PointerAuthentication.Key key;

        Sign(int pointer, int modifier, PointerAuthentication.Key key) {
            this.pointer = pointer;
            this.modifier = modifier;
            this.key = key;
        }

        @Override
        public void execute(Pe pe) {
            if (PointerAuthentication.isEnabled(pe, key)) {
                pe.system.checkPointerAuthentication();
                long[] x = pe.x;
                x[destination(pointer)] = PointerAuthentication.sign(pe, x[pointer], x[modifier], key);
            }
        }
    }

    private static final class Authenticate extends Op {
        private final int pointer;
        private final int modifier;
        private final PointerAuthentication.Key key;

        Authenticate(int pointer, int modifier, PointerAuthentication.Key key) {
            this.pointer = pointer;
            this.modifier = modifier;
            this.key = key;
        }

        @Override
        public void execute(Pe pe) {
            if (PointerAuthentication.isEnabled(pe, key)) {
                pe.system.checkPointerAuthentication();
                long[] x = pe.x;
                x[destination(pointer)] = PointerAuthentication.authenticate(pe, x[pointer], x[modifier], key);
            }
        }
    }

    private static final class Strip extends Op {
        private final int pointer;
        private final boolean data;

        Strip(int pointer, boolean data) {
            this.pointer = pointer;
            this.data = data;
        }

        @Override
        public void execute(Pe pe) {
            pe.x[destination(pointer)] = PointerAuthentication.strip(pe, pe.x[pointer], data);
        }
    }

    private static final class GenericCode extends BinaryOp {

        GenericCode(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            pe.system.checkPointerAuthentication();
            long[] x = pe.x;
            x[d] = PointerAuthentication.generic(pe, x[n], x[m]);
        }
    }
}
