package org.realmscope.a64.exec;

import org.realmscope.platform.pe.Pe;

/** The four additive operations behind one switch, for forms that are too rare to have a class per operation. */
final class AddSubtract {

    private AddSubtract() {}

    static long apply64(Pe pe, long a, long b, boolean subtract, boolean setsFlags) {
        if (setsFlags) {
            return subtract ? Flags.subs64(pe, a, b) : Flags.adds64(pe, a, b);
        }
        return subtract ? a - b : a + b;
    }

    static int apply32(Pe pe, int a, int b, boolean subtract, boolean setsFlags) {
        if (setsFlags) {
            return subtract ? Flags.subs32(pe, a, b) : Flags.adds32(pe, a, b);
        }
        return subtract ? a - b : a + b;
    }
}
