package org.realmscope.a64.exec.memory;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.a64.exec.PointerAuthentication;
import org.realmscope.platform.pe.Pe;

/**
 * LDRAA and LDRAB: the base register is authenticated with a data key and modifier zero, and the authenticated
 * address is what a pre-indexed form writes back.
 */
public final class AuthenticatedLoad {

    private AuthenticatedLoad() {}

    /**
     * Predecodes one: M (bit 23) selects the key, S:imm9 (bits 22 and 20:12) counts doublewords, W (bit 11) writes
     * back.
     */
    public static Op translate(int word, int blockOffset) {
        return new Load(word, Operands.bits(word, 11, 11) == 1);
    }

    private static final class Load extends LoadStoreOp {
        private final PointerAuthentication.Key key;
        private final long offset;
        private final boolean writeback;

        Load(int word, boolean writeback) {
            super(Access.LDR_X, word, writeback);
            this.key = Operands.bits(word, 23, 23) == 0 ? PointerAuthentication.Key.DA : PointerAuthentication.Key.DB;
            long sign = -(long) Operands.bits(word, 22, 22);
            this.offset = (sign << 9 | Operands.bits(word, 20, 12)) * Long.BYTES;
            this.writeback = writeback;
        }

        @Override
        public void execute(Pe pe) {
            long base = Base.of(pe, n);
            if (PointerAuthentication.isEnabled(pe, key)) {
                pe.system.checkPointerAuthentication();
                base = PointerAuthentication.authenticate(pe, base, 0, key);
            }
            long va = base + offset;
            pe.x[t] = pe.load64(va);
            if (writeback) {
                pe.x[n] = va;
            }
        }
    }
}
